/** Two drawings that move together: beside each other, or one over the other with a slider between them. */
import { Group, Slider, Stack, Text } from '@mantine/core';
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useMemo, useState } from 'react';
import { Diagram, type DiagramBadge } from '../bpmn/diagram.tsx';
import { useSay, type Say } from '../i18n/say.tsx';
import './compare.css';
import type { Difference } from './compare-sides.ts';
import { differenceWord, signs } from './legend.tsx';

export interface CanvasSide {
  readonly xml: string;
  readonly title: string;
  readonly differences: Readonly<Record<string, Difference>>;
  /** Connections have no badge: theirs would lie anywhere along the line. */
  readonly shapes: ReadonlySet<string>;
}

interface Props {
  readonly before: CanvasSide;
  readonly after: CanvasSide;
  readonly mode: 'side' | 'over';
  /** Element looked at, on the drawing that has it. */
  readonly selected?: string | undefined;
  readonly onSelect?: (elementId: string) => void;
  readonly height?: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Canvas {
  viewbox(box?: Box): Box;
  getContainer(): HTMLElement;
  zoom(to: string, center: 'auto'): void;
  resized(): void;
  scrollToElement(element: object, padding?: number): void;
}
const canvasOf = (viewer: NavigatedViewer) => viewer.get<Canvas>('canvas');

export function TwoCanvases({ before, after, mode, selected, onSelect, height = 440 }: Props) {
  const say = useSay();
  const [left, setLeft] = useState<NavigatedViewer>();
  const [right, setRight] = useState<NavigatedViewer>();
  const [share, setShare] = useState(50);
  const beforeDecoration = useMemo(() => decoration(before, say, mode === 'over'), [before, say, mode]);
  const afterDecoration = useMemo(() => decoration(after, say, false), [after, say]);

  useEffect(() => {
    if (!left || !right) return;
    // bpmn-js tells of a move only when it is over; the drawing itself tells at once
    const viewportOf = (viewer: NavigatedViewer) => canvasOf(viewer).getContainer().querySelector('.viewport');
    /** Where a drawing was put because the other one moved: that is not to be followed back. */
    const put = new Map<NavigatedViewer, string | null | undefined>();
    const follow = (from: NavigatedViewer, to: NavigatedViewer) => {
      const viewport = viewportOf(from);
      const observer = new MutationObserver(() => {
        if (viewport?.getAttribute('transform') === put.get(from)) return;
        const [is, was] = [canvasOf(from).viewbox(), canvasOf(to).viewbox()];
        if (isSame(is, was)) return;
        canvasOf(to).viewbox({ x: is.x, y: is.y, width: is.width, height: is.height });
        put.set(to, viewportOf(to)?.getAttribute('transform'));
      });
      if (viewport) observer.observe(viewport, { attributes: true, attributeFilter: ['transform'] });
      return () => observer.disconnect();
    };
    const ends = [follow(left, right), follow(right, left)];
    return () => ends.forEach((end) => end());
  }, [left, right]);

  useEffect(() => {
    if (!left || !right) return;
    for (const viewer of [left, right]) canvasOf(viewer).resized();
    canvasOf(right).zoom('fit-viewport', 'auto');
  }, [left, right, mode]);

  useEffect(() => {
    if (selected === undefined) return;
    for (const viewer of [right, left]) {
      const element = viewer?.get<{ get(id: string): object | undefined }>('elementRegistry').get(selected);
      if (!viewer || !element) continue;
      canvasOf(viewer).scrollToElement(element, 120);
      return;
    }
  }, [selected, left, right]);

  const isOver = mode === 'over';
  return (
    <Stack gap="xs">
      {isOver && (
        <Group gap="md" wrap="nowrap">
          <Text size="sm">{say('Trước', 'Before')}</Text>
          <Slider
            flex={1}
            value={share}
            onChange={setShare}
            step={5}
            thumbLabel={say('Độ rõ của bản sau so với bản trước', 'How much of the version after is seen over the one before')}
            label={(value) => `${value} %`}
          />
          <Text size="sm">{say('Sau', 'After')}</Text>
        </Group>
      )}
      <div className={isOver ? 'compare-over' : 'compare-beside'} style={isOver ? { height } : undefined}>
        <div className="compare-layer" style={isOver ? { opacity: 1 - share / 100 } : undefined}>
          {!isOver && (
            <Text size="sm" fw={600} mb={4}>
              {before.title}
            </Text>
          )}
          <Diagram
            xml={before.xml}
            label={say(`Sơ đồ trước: ${before.title}`, `Diagram before: ${before.title}`)}
            marks={beforeDecoration.marks}
            badges={beforeDecoration.badges}
            selected={selected}
            height={height}
            onReady={setLeft}
            {...(onSelect && { onSelect })}
          />
        </div>
        <div className="compare-layer" style={isOver ? { opacity: share / 100 } : undefined}>
          {!isOver && (
            <Text size="sm" fw={600} mb={4}>
              {after.title}
            </Text>
          )}
          <Diagram
            xml={after.xml}
            label={say(`Sơ đồ sau: ${after.title}`, `Diagram after: ${after.title}`)}
            marks={afterDecoration.marks}
            badges={afterDecoration.badges}
            selected={selected}
            height={height}
            onReady={setRight}
            {...(onSelect && { onSelect })}
          />
        </div>
      </div>
    </Stack>
  );
}

/** To a hundredth of a pixel: what is set is not quite what is read. */
const isSame = (one: Box, other: Box) => (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) < 0.01);

/** Marks and badges of one drawing; of one that lies under another only what the other has not. */
export function decoration({ differences, shapes }: Pick<CanvasSide, 'differences' | 'shapes'>, say: Say, isUnder: boolean) {
  const shown = Object.entries(differences).filter(([, difference]) => !isUnder || difference === 'removed');
  const badges: DiagramBadge[] = shown
    .filter(([id]) => shapes.has(id))
    .map(([elementId, difference]) => ({
      elementId,
      text: `${signs[difference]} ${differenceWord(difference, say)}`,
      className: `diff-${difference}`,
    }));
  return { marks: Object.fromEntries(shown.map(([id, difference]) => [id, [`mark-${difference}`]])), badges };
}
