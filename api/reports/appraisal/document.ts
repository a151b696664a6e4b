/** A printable document as plain JSON: what HTML, DOCX and PDF are made from. */

export interface PrintedDocument {
  /** Of the file; also the name that readers of screens announce. */
  readonly title: string;
  readonly language: 'vi';
  /** The instant it was made, as the caller says; it is the date of the files. */
  readonly madeAt: string;
  readonly parts: readonly Part[];
}

/** Pages of one size. */
export interface Part {
  readonly paper: 'A4' | 'A3';
  readonly isLandscape: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'letterhead'; readonly left: readonly HeadLine[]; readonly right: readonly HeadLine[] }
  | { readonly kind: 'title'; readonly text: string; readonly subject: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly isNote?: boolean }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Run[])[] }
  | Table
  | Picture
  | { readonly kind: 'signature'; readonly recipients: readonly string[]; readonly title: readonly string[]; readonly name: string };

/** One line at the head of the letter; `rule` is the line drawn below it, as long as the text or a part of it. */
export interface HeadLine {
  readonly text: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  /** Points. */
  readonly size: number;
  readonly rule?: 'whole' | 'part';
}

export interface Run {
  readonly text: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
}

export interface Table {
  readonly kind: 'table';
  /** Read before the table, and shown above it. */
  readonly caption?: string;
  /** Parts of the width, adding up to 1. */
  readonly widths: readonly number[];
  /** Absent: the first column heads the rows. */
  readonly head?: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Cells that are covered by a span are left out, as in HTML. */
export interface Cell {
  readonly runs: readonly Run[];
  readonly align?: 'left' | 'center' | 'right';
  readonly columns?: number;
  readonly rows?: number;
  readonly isHead?: boolean;
}

export interface Picture {
  readonly kind: 'picture';
  readonly svg: string;
  /** Pixels of the drawing. */
  readonly width: number;
  readonly height: number;
  readonly alternative: string;
  readonly caption: string;
}

/** Runs of one plain text; line breaks stay. */
export const plain = (text: string): Run[] => [{ text }];
export const bold = (text: string): Run[] => [{ text, isBold: true }];
export const italic = (text: string): Run[] => [{ text, isItalic: true }];

/** A place to write on by hand. */
export const dots = (letters: number): string => '…'.repeat(letters);
