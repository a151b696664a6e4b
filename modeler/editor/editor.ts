/** What the parts of the editor (canvas, table, panels, checks, split, forms) share: one drawing, one undo stack, one draft. */
import type Modeler from 'bpmn-js/lib/Modeler';
import type { DecisionSet, Organisation } from '../../engine/index.ts';

/** Of bpmn-moddle: what a diagram is written from. */
export interface ModdleNode {
  readonly $type: string;
  id?: string;
  name?: string;
  [property: string]: unknown;
}

/** What a draft holds besides its drawing. */
export interface EditorContent {
  readonly title: string;
  readonly department?: string;
  /** JSON of each form by its name. */
  readonly forms: Readonly<Record<string, unknown>>;
  /** DMN files of the draft: name → XML. Kept as they came. */
  readonly decisions?: Readonly<Record<string, string>>;
  /** The procedure's description: see procedure.json of the curated ones. */
  readonly procedure: Readonly<Record<string, unknown>>;
}

export interface Editor {
  /** bpmn-js: `get('modeling')`, `get('elementRegistry')`, … Lives as long as the editor, whichever view is shown. */
  readonly modeler: Modeler;
  readonly organisation: Organisation;
  readonly isReadOnly: boolean;
  /** Of the DMN files of the draft; read anew, and told as a change, soon after other files were put in. */
  readonly decisions: DecisionSet;
  /** The tree as it is drawn now; `modelOf` and the checks read it. Do not change it but through `modeling`. */
  definitions(): ModdleNode;
  xml(): Promise<string>;
  /** Replaces the drawing (an import); one step back undoes nothing of it, so ask first when there are changes. */
  open(xml: string): Promise<void>;
  /** Everything that `modeling` does inside is one step of undo. `name` is shown in the history. */
  together(name: string, act: () => void): void;
  readonly content: EditorContent;
  /** Forms, description, title: kept with the draft; undone by the same undo as the drawing. */
  setContent(change: Partial<EditorContent>): void;
  /** After every change of drawing or content (also by undo). Gives what ends it. */
  onChange(listener: () => void): () => void;
  /** Element chosen on the canvas or in the table. */
  readonly selected: string | undefined;
  select(elementId: string | undefined): void;
  onSelect(listener: (elementId: string | undefined) => void): () => void;
}
