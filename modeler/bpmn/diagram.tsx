/** A diagram to look at: bpmn-js's viewer with marks on elements, badges beside them, and a word when one is chosen. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import tthc from '../../engine/model/tthc.json';
import { Failed } from '../parts/states.tsx';
import './diagram.css';
import { sharedTriggers } from './shared-triggers.ts';
import { textStyles } from './text-styles.ts';

/** A short text at an element's corner. */
export interface DiagramBadge {
  readonly elementId: string;
  readonly text: string;
  /** Class for its colour; the text says the same in words. */
  readonly className?: string;
  readonly at?: 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
  /** What a pointer over it is told. */
  readonly title?: string;
}

interface Props {
  readonly xml: string;
  /** What a screen reader is told the picture is. */
  readonly label: string;
  /** Class names by element, of diagram.css: `mark-error`, `mark-critical`, `mark-added` … */
  readonly marks?: Readonly<Record<string, readonly string[]>>;
  readonly badges?: readonly DiagramBadge[];
  readonly selected?: string | undefined;
  readonly onSelect?: (elementId: string) => void;
  readonly height?: number | string;
  /** For what goes beyond marks and badges: tokens that move, two canvases that scroll together. */
  readonly onReady?: (viewer: NavigatedViewer) => void;
}

const places = {
  'top-left': { top: -12, left: -6 },
  'top-right': { top: -12, right: 20 },
  'bottom-left': { bottom: 8, left: -6 },
  'bottom-right': { bottom: 8, right: 20 },
} as const;

export function Diagram({ xml, label, marks = {}, badges = [], selected, onSelect, height = 480, onReady }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [error, setError] = useState<unknown>();
  const handlers = useRef({ onSelect, onReady });
  handlers.current = { onSelect, onReady };

  useEffect(() => {
    let isGone = false;
    const made = new NavigatedViewer({
      container: place.current!,
      moddleExtensions: { tthc },
      textRenderer: textStyles,
      additionalModules: [sharedTriggers],
    });
    setViewer(undefined);
    setError(undefined);
    (async () => {
      await document.fonts.load("12px 'Be Vietnam Pro'", 'Đăng ký');
      await made.importXML(xml);
      if (isGone) return;
      made.get<{ zoom(to: string, center: 'auto'): void }>('canvas').zoom('fit-viewport', 'auto');
      made.on('element.click', ({ element }: { element: { id: string } }) => handlers.current.onSelect?.(element.id));
      setViewer(made);
      handlers.current.onReady?.(made);
    })().catch((failure: unknown) => {
      if (!isGone) setError(failure);
    });
    return () => {
      isGone = true;
      made.destroy();
    };
  }, [xml]);

  useEffect(() => {
    if (!viewer) return;
    const canvas = viewer.get<{ addMarker(id: string, mark: string): void; removeMarker(id: string, mark: string): void }>('canvas');
    const registry = viewer.get<{ get(id: string): object | undefined }>('elementRegistry');
    const put = Object.entries({ ...marks, ...(selected !== undefined && { [selected]: [...(marks[selected] ?? []), 'mark-selected'] }) })
      .filter(([id]) => registry.get(id))
      .flatMap(([id, names]) => names.map((name) => [id, name] as const));
    for (const [id, name] of put) canvas.addMarker(id, name);
    return () => {
      for (const [id, name] of put) if (registry.get(id)) canvas.removeMarker(id, name);
    };
  }, [viewer, marks, selected]);

  useEffect(() => {
    if (!viewer) return;
    const overlays = viewer.get<{ add(id: string, type: string, overlay: object): string; remove(filter: object): void }>('overlays');
    const registry = viewer.get<{ get(id: string): object | undefined }>('elementRegistry');
    for (const { elementId, text, className = '', at = 'top-right', title } of badges) {
      if (!registry.get(elementId)) continue;
      // as text, never as markup: names come from whoever drew the file
      const html = document.createElement('span');
      html.className = `badge ${className}`;
      html.textContent = text;
      if (title !== undefined) html.title = title;
      overlays.add(elementId, 'taicho-badge', { position: places[at], html });
    }
    return () => {
      try {
        overlays.remove({ type: 'taicho-badge' });
      } catch {
        // the viewer went first
      }
    };
  }, [viewer, badges]);

  if (error !== undefined) return <Failed error={error} />;
  return <div ref={place} className="diagram" role="group" aria-label={label} style={{ height }} />;
}
