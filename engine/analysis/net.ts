/** A place/transition net, and what can be said of it. Plain JSON; places and transitions are named by text. */

export interface Net {
  readonly places: readonly string[];
  readonly transitions: readonly Transition[];
  /** Places that are marked at the beginning; one named twice holds two tokens. */
  readonly initial: readonly string[];
  /** Places that are marked at the end, and no others. */
  readonly final: readonly string[];
}

export interface Transition {
  readonly id: string;
  readonly consume: readonly string[];
  readonly produce: readonly string[];
}

/** What was found of one property; never "holds" of what was not looked at. */
export type Verdict<Witness> =
  | { readonly outcome: 'holds' }
  | ({ readonly outcome: 'fails' } & Witness)
  | { readonly outcome: 'notDecided'; readonly reason: NotDecided };

export interface NotDecided {
  readonly code: 'TOO_MANY_STATES' | 'CANCELLED' | 'UNBOUNDED';
  readonly message: string;
  readonly messageEn: string;
}

/** A run from the initial marking, as short as any when the search saw the net itself. */
export interface Run {
  /** Transition ids in order. */
  readonly trace: readonly string[];
  /** The marking it ends in: place → tokens. */
  readonly marking: Readonly<Record<string, number>>;
}
