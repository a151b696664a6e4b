/** The organisation as it was read and as it is being edited, with what is wrong with it. */
import { useMemo, useState } from 'react';
import { readOrganisation, type Organisation } from '../../../engine/index.ts';
import { loadOrganisation, type ReadOrganisation } from './organisation-content.ts';
import type { OrganisationContent } from './organisation-document.ts';

export interface OrganisationProblem {
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
  /** JSON pointer: `/units/5/parent`. */
  readonly at?: string;
}

export interface EditedOrganisation {
  readonly base: ReadOrganisation;
  readonly content: OrganisationContent;
  readonly isChanged: boolean;
  /** As the engine reads it; undefined while something is wrong. */
  readonly organisation: Organisation | undefined;
  readonly problems: readonly OrganisationProblem[];
  change(next: OrganisationContent): void;
  /** Edits that now stand on something else that was read. */
  rebase(base: ReadOrganisation, edited: OrganisationContent): void;
  /** Reads it anew and forgets the edits. */
  reload(): Promise<void>;
}

export function useEditedOrganisation(read: ReadOrganisation): EditedOrganisation {
  const [{ base, content }, setState] = useState({ base: read, content: read.content });
  const reading = useMemo(() => readOrganisation(content), [content]);
  return {
    base,
    content,
    isChanged: content !== base.content && JSON.stringify(content) !== JSON.stringify(base.content),
    organisation: reading.organisation,
    problems: reading.problems,
    change: (next) => setState((state) => ({ ...state, content: next })),
    rebase: (nextBase, edited) => setState({ base: nextBase, content: edited }),
    async reload() {
      const fresh = await loadOrganisation();
      setState({ base: fresh, content: fresh.content });
    },
  };
}
