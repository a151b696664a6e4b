/** What an analysis says of one property: never "holds" of what it did not look at. */
export type Outcome<Evidence = object> =
  | { readonly outcome: 'holds' }
  | ({ readonly outcome: 'fails' } & Evidence)
  | { readonly outcome: 'notDecided'; readonly reason: Reason }
  | { readonly outcome: 'notApplicable'; readonly reason: Reason };

/** Why something was not decided or does not apply; Vietnamese first, then English. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}
