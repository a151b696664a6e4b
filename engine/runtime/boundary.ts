/** Text at the border of the engine: whole, and in one Unicode form. */
import { EngineRefused } from './requests.ts';

/**
 * The same JSON with all text in NFC: "loại" typed in two ways is one name. Throws EngineRefused INVALID_TEXT for U+0000 and lone surrogates,
 * which PostgreSQL cannot keep. Text without a suspicious character is given back as it is.
 */
export function wholeText<T>(value: T): T {
  const text = JSON.stringify(value);
  // JSON.stringify writes lone surrogates and U+0000 as escapes; a literal backslash before the u is none
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text))
    throw new EngineRefused(
      'INVALID_TEXT',
      'Văn bản chứa ký tự không hợp lệ (U+0000 hoặc nửa cặp surrogate)',
      'The text has U+0000 or a lone surrogate',
    );
  if (!/[^\0-\u02ff]/.test(text)) return value;
  const whole = text.normalize('NFC');
  return whole === text ? value : (JSON.parse(whole) as T);
}
