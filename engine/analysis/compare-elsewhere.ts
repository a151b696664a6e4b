/** The same procedure as other provinces publish it: deadline, steps and their sum side by side. */
import { daysOf } from '../model/from-table/arithmetic.ts';
import type { ProcessModel } from '../model/types.ts';
import { catalogueEntries, sameElsewhere, type Catalogue, type CatalogueEntry } from '../rules/catalogue/catalogue-entry.ts';

export interface Elsewhere {
  readonly here: CatalogueEntry;
  readonly there: CatalogueEntry;
  /** Undefined: one of them gives no deadline, or they count different kinds of day. */
  readonly deadline?: 'shorterThere' | 'same' | 'longerThere';
}

/** One entry for each province and code, in the order of the catalogue. */
export function compareElsewhere(model: ProcessModel, catalogue: Catalogue): Elsewhere[] {
  return catalogueEntries(model).flatMap((here) =>
    sameElsewhere(catalogue, here.code, here.caseName, here.province).map((there): Elsewhere => {
      const deadline = compared(here, there);
      return { here, there, ...(deadline && { deadline }) };
    }),
  );
}

function compared({ published: here }: CatalogueEntry, { published: there }: CatalogueEntry): Elsewhere['deadline'] {
  if (!here || !there || (here.unit === 'calendarDay') !== (there.unit === 'calendarDay')) return undefined;
  const difference = daysOf([there]) - daysOf([here]);
  if (difference === 0) return 'same';
  return difference < 0 ? 'shorterThere' : 'longerThere';
}
