/** What a bulk run does to each dossier, in a sentence. */
import type { Say } from '../i18n/say.tsx';
import { wordOf } from '../dossier/words.ts';

interface Order {
  readonly kind?: string;
  readonly fromVersionId?: string;
  readonly toVersionId?: string;
  readonly code?: string;
  readonly elementId?: string;
  readonly processKey?: string;
}

/** `order` as the service gives it back. */
export function orderWords(order: unknown, say: Say): string {
  const { kind, code, elementId, processKey } = (order ?? {}) as Order;
  if (kind === 'migrate') return say('Chuyển hồ sơ sang phiên bản khác', 'Move dossiers to another version');
  const of = [
    ...(code === undefined ? [] : [wordOf('incidents', code, say)]),
    ...(elementId === undefined ? [] : [elementId]),
    ...(processKey === undefined ? [] : [processKey]),
  ];
  return `${say('Thử lại sự cố', 'Try incidents again')}${of.length === 0 ? '' : `: ${of.join(', ')}`}`;
}
