/** Brings changes of one person onto what another has saved meanwhile: unit by unit, officer by officer, calendar by calendar. */
import type { OrganisationContent } from './organisation-document.ts';

const lists = ['units', 'officers', 'calendars'] as const;
export type ChangedList = (typeof lists)[number];

export interface Change {
  readonly list: ChangedList;
  readonly id: string;
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'removed';
}

interface Item {
  readonly id: string;
  readonly name?: string;
}

const itemsOf = (content: OrganisationContent, list: ChangedList): readonly Item[] => content[list] ?? [];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What differs between two, in the order of the lists. */
export function changesBetween(before: OrganisationContent, after: OrganisationContent): Change[] {
  return lists.flatMap((list) => {
    const old = new Map(itemsOf(before, list).map((item) => [item.id, item]));
    const now = new Map(itemsOf(after, list).map((item) => [item.id, item]));
    const change = (item: Item, kind: Change['kind']): Change => ({ list, id: item.id, name: item.name ?? item.id, kind });
    return [
      ...[...now.values()].flatMap((item) => {
        const known = old.get(item.id);
        return !known ? [change(item, 'added')] : same(known, item) ? [] : [change(item, 'changed')];
      }),
      ...[...old.values()].filter(({ id }) => !now.has(id)).map((item) => change(item, 'removed')),
    ];
  });
}

/** `mine` was made from `base`; `theirs` is in force. Where both changed the same item, mine stands and it is named in `conflicts`. */
export function mergeOrganisation(
  base: OrganisationContent,
  mine: OrganisationContent,
  theirs: OrganisationContent,
): { readonly content: OrganisationContent; readonly conflicts: readonly Change[] } {
  const changes = changesBetween(base, mine);
  const theirChanges = changesBetween(base, theirs);
  const conflicts = changes.filter(
    ({ list, id }) =>
      theirChanges.some((each) => each.list === list && each.id === id) && !same(find(mine, list, id), find(theirs, list, id)),
  );
  let content = theirs;
  for (const list of lists) {
    const own = changes.filter((each) => each.list === list);
    if (own.length === 0) continue;
    const kept = itemsOf(theirs, list).flatMap((item) => {
      const change = own.find(({ id }) => id === item.id);
      return !change ? [item] : change.kind === 'removed' ? [] : [find(mine, list, item.id)!];
    });
    const added = own.filter(({ id, kind }) => kind !== 'removed' && !itemsOf(theirs, list).some((item) => item.id === id));
    content = { ...content, [list]: [...kept, ...added.map(({ id }) => find(mine, list, id)!)] };
  }
  for (const key of ['name', 'calendar', 'handOffUnclaimedHours'] as const)
    if (!same(base[key], mine[key])) content = { ...content, [key]: mine[key] };
  return { content, conflicts };
}

const find = (content: OrganisationContent, list: ChangedList, id: string) => itemsOf(content, list).find((item) => item.id === id);
