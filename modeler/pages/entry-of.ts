import { pageEntries } from './index.ts';
import type { PageEntry } from './page-entry.ts';

/** The page at an address; undefined when there is none. An address without parameters goes before one with. */
export function entryOf(pathname: string): PageEntry | undefined {
  return pageEntries.find(({ path }) => path === pathname) ?? pageEntries.find((entry) => matches(entry, pathname));
}

/** Whether a path is that of an entry, its parameters anything. */
function matches({ path }: PageEntry, pathname: string): boolean {
  return new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`).test(pathname);
}
