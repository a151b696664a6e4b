/** What the analysis met while it read a model: what has no bound, what it assumed, what timers do. */
import type { Amount } from './time-graph.ts';

/** Something that has no bound: `waits` for somebody outside, a `loop`, or a number of `rounds` nobody knows. */
export interface Unbounded {
  readonly what: 'wait' | 'loop' | 'rounds';
  readonly elementId: string;
  /** For a loop: all its elements. */
  readonly elements: readonly string[];
  /** True when the legal clock runs meanwhile; false: only the wall clock. */
  readonly counts: boolean;
  readonly message: string;
  readonly messageEn: string;
}

/** What the result rests on that the model does not say. */
export interface Approximation {
  readonly code: string;
  readonly elements: readonly string[];
  readonly message: string;
  readonly messageEn: string;
}

/** A timer that can never fire because its activity is over before, or that always fires because the activity takes longer. */
export interface TimerFact {
  readonly elementId: string;
  readonly hostId: string;
  readonly fact: 'dead' | 'certain';
  readonly timer: Amount;
  /** The most, or for a certain one the least, that the activity takes. */
  readonly host: Amount;
}

/** Notes by their text; elements of one are gathered. */
export interface Notes {
  readonly unbounded: Unbounded[];
  readonly timers: TimerFact[];
  /** Steps of people that have no time. */
  readonly untimed: string[];
  note(code: string, element: string | undefined, message: string, messageEn: string): void;
  approximations(): Approximation[];
}

export function openNotes(): Notes {
  const known = new Map<string, { code: string; elements: string[]; message: string; messageEn: string }>();
  return {
    unbounded: [],
    timers: [],
    untimed: [],
    note(code, element, message, messageEn) {
      const found = known.get(message) ?? { code, elements: [], message, messageEn };
      known.set(message, found);
      if (element !== undefined && !found.elements.includes(element)) found.elements.push(element);
    },
    approximations: () => [...known.values()],
  };
}
