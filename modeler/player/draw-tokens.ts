/** Tokens drawn over a diagram, in a layer of their own that follows its zoom and is in no export. */
import type { Frame } from './token-frames.ts';
import { canvasOf, registryOf, type Drawn, type Viewer } from './viewer.ts';

const svg = 'http://www.w3.org/2000/svg';
const radius = 11;
/** Milliseconds for the way along a flow. */
const travelMs = 450;

export interface TokenLayer {
  /** Shows the tokens; those on `moved` flows travel there when motion is wanted. `acting`: the element that acts. */
  show(frame: Frame, options?: { readonly acting?: string | undefined; readonly moved?: readonly string[]; readonly speed?: number }): void;
  clear(): void;
}

/** One layer a viewer. Motion is left out where the reader's system asks for less of it. */
export function openTokenLayer(viewer: Viewer): TokenLayer {
  const canvas = canvasOf(viewer);
  const registry = registryOf(viewer);
  const layer = canvas.getLayer('taicho-tokens', 900);
  layer.setAttribute('aria-hidden', 'true');
  layer.classList.add('token-layer');
  let running: Animation[] = [];
  let frameRequest = 0;
  let marked: string[] = [];

  const clear = () => {
    cancelAnimationFrame(frameRequest);
    running = [];
    layer.replaceChildren();
    for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, 'play-acting');
    marked = [];
  };

  const tick = (now: number) => {
    running = running.filter((one) => one.step(now));
    if (running.length > 0) frameRequest = requestAnimationFrame(tick);
  };

  return {
    clear,
    show(frame, { acting, moved = [], speed = 1 } = {}) {
      clear();
      const seen = acting === undefined ? undefined : registry.get(acting);
      const root = seen && canvas.findRoot(seen);
      if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
      if (seen) {
        canvas.addMarker(seen, 'play-acting');
        marked.push(acting!);
        canvas.scrollToElement(seen, 80);
      }
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      for (const [id, count] of frame) {
        const element = registry.get(id);
        if (!element || canvas.findRoot(element) !== canvas.getRootElement()) continue;
        const token = tokenShape(count);
        layer.append(token);
        const end = placeOf(element);
        moveTo(token, end);
        if (!still && moved.includes(id) && element.waypoints)
          running.push(travel(token, element.waypoints.slice(0, 2).length > 1 ? halfWay(element.waypoints) : [end], travelMs / speed));
      }
      if (running.length > 0) frameRequest = requestAnimationFrame(tick);
    },
  };
}

interface Animation {
  /** False once it has arrived. */
  step(now: number): boolean;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

function tokenShape(count: number): SVGGElement {
  const group = document.createElementNS(svg, 'g');
  group.setAttribute('class', 'token');
  const circle = document.createElementNS(svg, 'circle');
  circle.setAttribute('r', String(radius));
  group.append(circle);
  const inner = document.createElementNS(svg, count > 1 ? 'text' : 'circle');
  if (count > 1) {
    inner.setAttribute('text-anchor', 'middle');
    inner.setAttribute('dy', '4');
    inner.textContent = String(count);
  } else {
    inner.setAttribute('r', '4');
    inner.setAttribute('class', 'token-core');
  }
  group.append(inner);
  return group;
}

function moveTo(token: SVGGElement, { x, y }: Point): void {
  token.setAttribute('transform', `translate(${x} ${y})`);
}

/** The middle of a flow; the upper left corner of an element. */
function placeOf(element: Drawn): Point {
  if (element.waypoints) return halfWay(element.waypoints).at(-1)!;
  const isSmall = element.width < 60;
  return isSmall ? { x: element.x + element.width / 2, y: element.y - radius } : { x: element.x + 6, y: element.y + 4 };
}

/** The points of a way up to its middle. */
function halfWay(points: readonly Point[]): Point[] {
  const lengths = points.slice(1).map((point, index) => Math.hypot(point.x - points[index]!.x, point.y - points[index]!.y));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  const way: Point[] = [points[0]!];
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [points[index]!, points[index + 1]!];
    if (left <= length) {
      const part = length === 0 ? 0 : left / length;
      return [...way, { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }];
    }
    left -= length;
    way.push(to);
  }
  return way;
}

function travel(token: SVGGElement, way: readonly Point[], milliseconds: number): Animation {
  const lengths = way.slice(1).map((point, index) => Math.hypot(point.x - way[index]!.x, point.y - way[index]!.y));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let begun: number | undefined;
  moveTo(token, way[0]!);
  return {
    step(now) {
      begun ??= now;
      const part = Math.min(1, (now - begun) / milliseconds);
      let left = whole * part;
      for (const [index, length] of lengths.entries()) {
        if (left > length && index < lengths.length - 1) {
          left -= length;
          continue;
        }
        const [from, to] = [way[index]!, way[index + 1]!];
        const along = length === 0 ? 1 : Math.min(1, left / length);
        moveTo(token, { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along });
        break;
      }
      return part < 1;
    },
  };
}
