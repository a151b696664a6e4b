/** Puts marks and badges on a canvas, and takes back only what has changed: a drawing of three hundred elements stays smooth. */
import { canvasOf, registryOf, type Viewer } from '../player/viewer.ts';
import type { CanvasBadge, Marks } from './marks-of.ts';

interface Overlays {
  add(element: string, type: string, overlay: object): string;
  remove(filter: string): void;
  get(search: { readonly id: string }): object | undefined;
}

const places = {
  'top-left': { top: -15, left: 0 },
  'top-right': { top: -13, right: 14 },
  below: { bottom: -4, left: 0 },
} as const;

export interface CanvasPaint {
  paint(marks: Marks): void;
  clear(): void;
}

/** One for each kind of marks of a viewer. `onBadge`: an element's badge was clicked. */
export function openPaint(viewer: Viewer, onBadge: (elementId: string) => void): CanvasPaint {
  const canvas = canvasOf(viewer);
  const registry = registryOf(viewer);
  const overlays = viewer.get<Overlays>('overlays');
  let classes = new Map<string, ReadonlySet<string>>();
  const badges = new Map<string, string>();

  const paint = (marks: Marks) => {
    for (const [id, names] of classes)
      if (registry.get(id)) for (const name of names) if (!marks.classes.get(id)?.has(name)) canvas.removeMarker(id, name);
    for (const [id, names] of marks.classes)
      if (registry.get(id)) for (const name of names) if (!canvas.hasMarker(id, name)) canvas.addMarker(id, name);
    classes = new Map(marks.classes);

    const wanted = new Map(marks.badges.map((badge) => [keyOf(badge, registry.get(badge.elementId)?.width), badge]));
    for (const [key, overlay] of badges)
      if (!wanted.has(key)) {
        if (overlays.get({ id: overlay })) overlays.remove(overlay);
        badges.delete(key);
      }
    for (const [key, badge] of wanted) {
      const element = registry.get(badge.elementId);
      // an element that was taken away and brought back has lost its badge
      const before = badges.get(key);
      if (!element || (before !== undefined && overlays.get({ id: before }))) continue;
      badges.set(
        key,
        overlays.add(badge.elementId, 'taicho-check', { position: places[badge.at], html: htmlOf(badge, element.width, onBadge) }),
      );
    }
  };
  return { paint, clear: () => paint({ classes: new Map(), badges: [] }) };
}

function keyOf({ elementId, at, className, text, title, bar }: CanvasBadge, width: number | undefined): string {
  return [elementId, at, className, text, title, bar ?? '', at === 'below' ? width : ''].join('\u0001');
}

/** As text, never as markup: names come from whoever drew the file. */
function htmlOf({ elementId, at, className, text, title, bar }: CanvasBadge, width: number, onBadge: (id: string) => void): HTMLElement {
  const html = document.createElement('div');
  html.className = `check-mark ${className}`;
  html.title = title;
  if (at === 'below') html.style.width = `${width}px`;
  if (bar !== undefined) {
    const track = document.createElement('div');
    track.className = 'check-bar';
    const fill = document.createElement('div');
    fill.style.width = `${Math.round(bar * 100)}%`;
    track.append(fill);
    html.append(track);
  }
  const label = document.createElement('span');
  label.textContent = text;
  html.append(label);
  if (at === 'top-right') html.addEventListener('click', () => onBadge(elementId));
  return html;
}
