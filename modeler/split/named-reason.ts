/** Why a policy gives nothing, with steps by their names: the engine names them by their ids. */
import type { Reason } from '../../engine/index.ts';
import type { Say } from '../i18n/say.tsx';

/** Steps named before the rest is only counted. */
const most = 2;

export function namedReason({ message, messageEn }: Reason, names: ReadonlyMap<string, string>, say: Say): string {
  const text = say(message, messageEn);
  const list = /"[^"]+"(?:, "[^"]+")*$/.exec(text);
  if (!list) return text;
  const steps = list[0].split(', ').map((quoted) => {
    const id = quoted.slice(1, -1);
    return `“${names.get(id) ?? id}”`;
  });
  const rest = steps.length - most;
  return `${text.slice(0, list.index)}${steps.slice(0, most).join(', ')}${rest > 0 ? say(` và ${rest} bước nữa`, ` and ${rest} more`) : ''}`;
}
