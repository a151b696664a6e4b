/** One side of a comparison as it stands in an address: `key@1`, `draft:12`, `submission:12.2`. */
export type Side =
  | { readonly kind: 'version'; readonly processKey: string; readonly version: number }
  | { readonly kind: 'draft'; readonly draftId: string }
  | { readonly kind: 'submission'; readonly appraisalId: string; readonly round: number };

/** Undefined for what is none. */
export function readSide(text: string | null): Side | undefined {
  if (text === null) return undefined;
  const [, draftId] = /^draft:([1-9]\d{0,17})$/.exec(text) ?? [];
  if (draftId !== undefined) return { kind: 'draft', draftId };
  const [, appraisalId, round] = /^submission:([1-9]\d{0,17})\.([1-9]\d{0,3})$/.exec(text) ?? [];
  if (appraisalId !== undefined) return { kind: 'submission', appraisalId, round: Number(round) };
  const [, processKey, version] = /^(.{1,300})@([1-9]\d{0,8})$/.exec(text) ?? [];
  return processKey === undefined ? undefined : { kind: 'version', processKey, version: Number(version) };
}

export function writeSide(side: Side): string {
  switch (side.kind) {
    case 'draft':
      return `draft:${side.draftId}`;
    case 'submission':
      return `submission:${side.appraisalId}.${side.round}`;
    case 'version':
      return `${side.processKey}@${side.version}`;
  }
}

/** The address of the page that compares two. */
export const compareAddress = (before: Side, after: Side): string =>
  `/compare?before=${encodeURIComponent(writeSide(before))}&after=${encodeURIComponent(writeSide(after))}`;
