/** A DMN file as plain data: what evaluates it, hashes it and looks for gaps reads this and no XML. */
import type { DecisionTable } from '../model/decision.ts';

/** A name with the type declared for it, if any. */
export interface Named {
  readonly name: string;
  readonly type?: string;
}

/** A boxed expression (DMN 1.5, 7.3.1 and 10.2). */
export type Boxed = { readonly type?: string } & (
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'table'; readonly table: DecisionTable }
  /** An entry without a name is the result. */
  | { readonly kind: 'context'; readonly entries: readonly { readonly name?: string; readonly value: Boxed }[] }
  | { readonly kind: 'invocation'; readonly called: Boxed; readonly bindings: readonly { readonly name: string; readonly value: Boxed }[] }
  | { readonly kind: 'function'; readonly parameters: readonly Named[]; readonly body: Boxed }
  | { readonly kind: 'list'; readonly items: readonly Boxed[] }
  | { readonly kind: 'conditional'; readonly test: Boxed; readonly then: Boxed; readonly otherwise: Boxed }
  | { readonly kind: 'filter'; readonly source: Boxed; readonly match: Boxed }
  | { readonly kind: 'for'; readonly variable: string; readonly source: Boxed; readonly result: Boxed }
  | {
      readonly kind: 'quantified';
      readonly word: 'some' | 'every';
      readonly variable: string;
      readonly source: Boxed;
      readonly condition: Boxed;
    }
  | { readonly kind: 'relation'; readonly columns: readonly string[]; readonly rows: readonly (readonly Boxed[])[] }
);

/** A type of the file's own. Either `type` or `components`, neither for any. */
export interface TypeDefinition {
  readonly name: string;
  readonly type?: string;
  readonly components?: readonly TypeDefinition[];
  readonly isList: boolean;
  /** Unary tests. */
  readonly allowed?: string;
}

/** What a requirement graph consists of. `needs` are the ids of what an element rests on, behind `namespace#` for those of imported files. */
export type GraphElement = { readonly id: string; readonly name: string; readonly type?: string } & (
  | { readonly kind: 'input' }
  | { readonly kind: 'decision'; readonly needs: readonly string[]; readonly logic?: Boxed }
  | { readonly kind: 'knowledge'; readonly needs: readonly string[]; readonly logic?: Boxed }
  | {
      readonly kind: 'service';
      /** Decisions whose values it gives. */
      readonly outputs: readonly string[];
      /** Input decisions, then input data: its parameters. */
      readonly parameters: readonly string[];
    }
);

/** Elements and types of another file, under the name that it is given here; an empty name gives them their own names. */
export interface DecisionImport {
  readonly name: string;
  readonly namespace: string;
  /** Where the other file is said to lie; its last part tells files of one namespace apart. */
  readonly location?: string;
}

export interface DecisionFile {
  readonly file: string;
  readonly namespace: string;
  readonly imports: readonly DecisionImport[];
  readonly types: readonly TypeDefinition[];
  readonly elements: readonly GraphElement[];
}
