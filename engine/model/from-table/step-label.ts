import type { TableStep } from './published-table.ts';

/** "Bước 3" as printed; "2 (continued row)" is a further row of step 2; a bare number gets its word. */
export function labelOf(row: TableStep, index: number): string {
  const printed = row.label ?? '';
  const continued = /^(.*?)\s*\((?:continued row|tiếp)\)$/iu.exec(printed)?.[1];
  if (continued) return `${/^\d/u.test(continued) ? `Bước ${continued}` : continued} (tiếp)`;
  if (/^\d/u.test(printed)) return `Bước ${printed}`;
  return printed || `Bước ${index + 1}`;
}
