/** Something to answer for before a procedure is approved, as a rule or an analysis found it. Plain JSON. */
export interface Finding {
  /** Id of the rule or of the property that fails. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Vietnamese first, then English; plain words, no vocabulary of nets. */
  readonly message: string;
  readonly messageEn: string;
  /** Ids of the elements it is about, the culprit first; empty: the whole procedure. */
  readonly elements: readonly string[];
  /** Article of the law or clause of the standard it rests on. */
  readonly source?: string;
  /** A change that cures it, as far as one is known. */
  readonly fix?: Fix;
}

/** A change of the file that an editor can make in one go. */
export interface Fix {
  readonly label: string;
  readonly labelEn: string;
  readonly changes: readonly Change[];
}

export type Change =
  | { readonly do: 'setAttribute'; readonly element: string; readonly name: string; readonly value: string | number | boolean }
  | { readonly do: 'setType'; readonly element: string; readonly type: string }
  | { readonly do: 'remove'; readonly element: string };
