/** The columns of the table: what a cell shows, how it is entered, and how it is written into the drawing. */
import type { TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { lanesOf, setAttributes, setLegalBasis, setName, setTime, setUnit, type CellRefusal } from './cell-edits.ts';
import { otherwiseWords, setCondition } from './set-condition.ts';
import { shownTime, type Duration } from './time-text.ts';
import { countsWords, fiveStepWords, placeWords, roleWords, valueOfWord, type Words } from './words.ts';

export interface Choice {
  readonly value: string;
  readonly title: Words;
}

/** What a column needs to know of the whole. */
export interface TableContext {
  readonly editor: Editor;
  readonly language: 'vi' | 'en';
  /** The unit of the deadline: what a plain "ngày" means. */
  readonly plainDay: Duration['unit'];
}

export interface Column {
  readonly id: string;
  readonly title: Words;
  /** Pixels. */
  readonly width: number;
  /** The text shown, copied, and found in the field when one begins to edit. */
  read(row: TableRow, context: TableContext): string;
  /** Absent: a cell that cannot be edited. */
  readonly write?: (row: TableRow, text: string, context: TableContext) => CellRefusal;
  /** Rows that have something in this column. */
  applies(row: TableRow): boolean;
  /** Only these values can be entered. */
  readonly choices?: readonly Choice[];
  /** Offered while typing; anything else is taken too. */
  readonly offers?: (context: TableContext) => readonly string[];
}

const isWork = ({ kind }: TableRow): boolean => kind === 'step' || kind === 'block';

const wordsOf = (words: Readonly<Record<string, Words>>): Choice[] => Object.entries(words).map(([value, title]) => ({ value, title }));

/** A column of one attribute with named values. */
function named(id: string, title: Words, width: number, words: Readonly<Record<string, Words>>): Column {
  return {
    id,
    title,
    width,
    applies: isWork,
    choices: wordsOf(words),
    read: (row, { language }) => {
      const value = row[id as 'role'] ?? '';
      return words[value]?.[language === 'vi' ? 0 : 1] ?? value;
    },
    write: (row, text, { editor }) => {
      const value = text === '' ? '' : valueOfWord(words, text);
      if (value === undefined)
        return [`"${text}" không có trong danh sách: ${list(words, 0)}`, `"${text}" is not in the list: ${list(words, 1)}`];
      return setAttributes(editor, row, { [id]: value });
    },
  };
}

const list = (words: Readonly<Record<string, Words>>, language: 0 | 1): string =>
  Object.values(words)
    .map((each) => each[language])
    .join(', ');

/** A column of one attribute with a text. */
function free(id: 'product' | 'form', title: Words, width: number, offers?: Column['offers']): Column {
  return {
    id,
    title,
    width,
    applies: isWork,
    read: (row) => row[id] ?? '',
    write: (row, text, { editor }) => setAttributes(editor, row, { [id]: text }),
    ...(offers && { offers }),
  };
}

export const columns: readonly Column[] = [
  { id: 'order', title: ['TT', 'No.'], width: 58, applies: () => true, read: ({ order }) => order },
  {
    id: 'name',
    title: ['Nội dung công việc', 'What is done'],
    width: 300,
    applies: ({ kind }) => kind !== 'jump',
    read: ({ name }) => name,
    write: (row, text, { editor }) => setName(editor, row, text),
  },
  {
    id: 'unit',
    title: ['Đơn vị / làn', 'Unit / lane'],
    width: 190,
    applies: ({ kind }) => kind !== 'jump',
    read: ({ unit }, { editor }) => editor.organisation.units.get(unit)?.name ?? unit,
    write: (row, text, { editor }) => setUnit(editor, row, text),
    offers: ({ editor }) => [
      ...new Set([...lanesOf(editor).map(({ name }) => name), ...[...editor.organisation.units.values()].map(({ name }) => name)]),
    ],
  },
  {
    ...named('role', ['Người (vai trò)', 'Person (role)'], 150, roleWords),
  },
  {
    id: 'time',
    title: ['Thời gian', 'Time'],
    width: 130,
    applies: isWork,
    read: (row, { language }) => shownTime(row, language),
    write: (row, text, { editor, plainDay }) => setTime(editor, row, text, plainDay),
  },
  {
    id: 'counts',
    title: ['Tính vào hạn?', 'Counts?'],
    width: 96,
    applies: isWork,
    choices: wordsOf(countsWords),
    read: ({ counts }, { language }) => countsWords[counts ? 'true' : 'false'][language === 'vi' ? 0 : 1],
    write: (row, text, { editor }) => {
      const value = valueOfWord(countsWords, text);
      if (value === undefined) return ['Chỉ ghi Có hoặc Không', 'Yes or no only'];
      return setAttributes(editor, row, { counts: value === 'true' ? undefined : false });
    },
  },
  named('place', ['Nơi làm', 'Place'], 110, placeWords),
  named('step', ['Khâu', 'Of the five'], 110, fiveStepWords),
  free('product', ['Sản phẩm', 'Result'], 190),
  free('form', ['Biểu mẫu', 'Form'], 120, ({ editor }) => Object.keys(editor.content.forms)),
  {
    id: 'legalBasis',
    title: ['Căn cứ', 'Legal basis'],
    width: 190,
    applies: isWork,
    read: ({ legalBasis }) => legalBasis ?? '',
    write: (row, text, { editor }) => setLegalBasis(editor, row, text),
  },
  {
    id: 'condition',
    title: ['Điều kiện của nhánh', 'Condition of the branch'],
    width: 220,
    applies: ({ choiceFlowId }) => choiceFlowId !== undefined,
    read: ({ condition, isDefault }, { language }) => (isDefault ? otherwiseWords[language === 'vi' ? 0 : 1] : (condition ?? '')),
    write: (row, text, { editor }) => setCondition(editor, row, text),
    offers: () => otherwiseWords,
  },
];
