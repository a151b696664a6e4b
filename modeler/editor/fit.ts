/** Shows the whole drawing beside the palette, not under it. */
import type Modeler from 'bpmn-js/lib/Modeler';

interface Viewbox {
  readonly inner: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly outer: { readonly width: number; readonly height: number };
}
interface Canvas {
  viewbox(): Viewbox;
  viewbox(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): void;
}

/** Pixels of the screen that stay free: the palette on the left, the mark of bpmn.io below. */
const free = { left: 120, right: 30, top: 24, bottom: 60 };

/** `least`: how small it may get before the right and lower part are left outside the window instead. */
export function fit(modeler: Modeler, least = 0): void {
  const canvas = modeler.get<Canvas>('canvas');
  const { inner, outer } = canvas.viewbox();
  if (outer.width === 0 || inner.width === 0) return;
  const scale = Math.max(
    least,
    Math.min(1, (outer.width - free.left - free.right) / inner.width, (outer.height - free.top - free.bottom) / inner.height),
  );
  canvas.viewbox({
    x: inner.x - free.left / scale,
    y: inner.y - free.top / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
}
