/** What is shown on the canvas besides the drawing; kept for the next time. */
import { useSyncExternalStore } from 'react';

export const layers = ['findings', 'budgets', 'shares', 'critical', 'slack', 'handOffs'] as const;
export type Layer = (typeof layers)[number];
export type Shown = Readonly<Record<Layer, boolean>>;

const kept = 'taicho.checks.shown';
const first: Shown = { findings: true, budgets: true, shares: true, critical: false, slack: false, handOffs: false };
const listeners = new Set<() => void>();
let shown = read();

function read(): Shown {
  try {
    const names = localStorage.getItem(kept)?.split(' ');
    return names ? (Object.fromEntries(layers.map((layer) => [layer, names.includes(layer)])) as Record<Layer, boolean>) : first;
  } catch {
    return first;
  }
}

export function show(layer: Layer, isShown: boolean): void {
  shown = { ...shown, [layer]: isShown };
  try {
    localStorage.setItem(kept, layers.filter((each) => shown[each]).join(' '));
  } catch {
    // private windows forget: the choice holds for this page
  }
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useShown(): Shown {
  return useSyncExternalStore(subscribe, () => shown);
}
