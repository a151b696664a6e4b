/** Instructions of a modification as the page keeps them: chosen from what the service offers. */
import type { api } from '../data/session.ts';
import type { Say } from '../i18n/say.tsx';

export type Places = Awaited<ReturnType<typeof api.getDossierModificationPlaces>>;
export type FromPlace = Places['from'][number];
export type ToPlace = Places['to'][number];
export type Body = Parameters<typeof api.postDossierModification>[0]['body'];

export interface Instruction {
  readonly do: 'move' | 'add' | 'remove';
  readonly from?: FromPlace;
  readonly to?: ToPlace;
}

/** What stands in a list of choices; keys and scopes only where names do not tell. */
export function fromLabel({ name, kind, from }: FromPlace, say: Say): string {
  if (kind === 'token') return say(`Đang chờ trên luồng: ${name}`, `Waits on the flow: ${name}`);
  if (kind === 'incident') return say(`Mắc sự cố, chưa bắt đầu: ${name}`, `Held up, not begun: ${name}`);
  const number = 'elementKey' in from ? from.elementKey.slice(from.elementKey.lastIndexOf('#') + 1) : '1';
  return number === '1' ? name : say(`${name} (lần ${number})`, `${name} (visit ${number})`);
}

export function toLabel({ name, to, within, scope }: ToPlace, say: Say): string {
  const place = 'onto' in to ? say(`Trên luồng: ${name}`, `On the flow: ${name}`) : name;
  const around = within === undefined ? '' : say(` – trong “${within}”`, ` – in “${within}”`);
  return `${place}${around}${scope === undefined ? '' : ` (${scope})`}`;
}

export function instructionWords({ do: what, from, to }: Instruction, say: Say): string {
  const [left, right] = [from ? fromLabel(from, say) : '', to ? toLabel(to, say) : ''];
  if (what === 'move') return say(`Chuyển từ “${left}” đến “${right}”`, `Move from “${left}” to “${right}”`);
  return what === 'add' ? say(`Thêm một lượt ở “${right}”`, `Add a token at “${right}”`) : say(`Bỏ “${left}”`, `Take away “${left}”`);
}

/** As the service takes them. */
export function asked(instructions: readonly Instruction[]): Body['instructions'] {
  return instructions.map(({ do: what, from, to }): Body['instructions'][number] => {
    if (what === 'move') return { do: what, from: from!.from, to: to!.to };
    return what === 'add' ? { do: what, to: to!.to } : { do: what, from: from!.from };
  });
}
