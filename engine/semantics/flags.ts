import type { Run } from './run.ts';
export function raiseDueFlags(_run: Run): number {
  return 0;
}
export function withdrawDisprovenFlags(_run: Run): void {}
