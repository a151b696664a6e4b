/** The part of bpmn-js, viewer or editor, that the player and the marks use. */
import type { TreeElement } from './tree-element.ts';

export interface Viewer {
  get<T>(service: string): T;
}

export interface Drawn {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[];
  readonly businessObject: TreeElement;
}

export interface Canvas {
  addMarker(element: string | Drawn, name: string): void;
  removeMarker(element: string | Drawn, name: string): void;
  hasMarker(element: string | Drawn, name: string): boolean;
  getLayer(name: string, index?: number): SVGGElement;
  findRoot(element: string | Drawn): Drawn | undefined;
  getRootElement(): Drawn;
  setRootElement(root: Drawn): void;
  scrollToElement(element: string | Drawn, padding?: number): void;
  viewbox(): { readonly scale: number };
}

export interface Registry {
  get(id: string): Drawn | undefined;
  filter(test: (element: Drawn) => boolean): Drawn[];
}

export const canvasOf = (viewer: Viewer) => viewer.get<Canvas>('canvas');
export const registryOf = (viewer: Viewer) => viewer.get<Registry>('elementRegistry');

/** Elements of the drawing and what is around them, processes and pools included, by id. */
export function findIn(viewer: Viewer): (id: string) => TreeElement | undefined {
  const registry = registryOf(viewer);
  return (id) => {
    const direct = registry.get(id)?.businessObject;
    if (direct && direct.$type !== 'bpmn:Participant') return direct;
    // the process of a pool is drawn by its participant
    return registry
      .filter(({ businessObject }) => (businessObject.processRef as TreeElement | undefined)?.id === id)
      .map(({ businessObject }) => businessObject.processRef as TreeElement)[0];
  };
}
