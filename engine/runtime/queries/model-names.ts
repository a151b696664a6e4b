/** What the models call what rows only have ids of. */
import { EngineTrouble } from '../requests.ts';
import type { Version } from '../versions.ts';
import type { QueryContext } from './context.ts';

export interface ModelNames {
  readonly processKey?: string;
  readonly procedureName?: string;
  elementName(elementId: string): string | undefined;
}

/**
 * Names by version id. A version that this release cannot read any more gives none: the list of everybody's work must not fail with it.
 * Throws what a database that is away throws.
 */
export async function modelNames(
  { versions }: Pick<QueryContext, 'versions'>,
  versionIds: Iterable<string>,
): Promise<(versionId: string) => ModelNames> {
  const names = new Map(
    await Promise.all([...new Set(versionIds)].map(async (id) => [id, namesOf(await readable(versions.get(id)))] as const)),
  );
  return (versionId) => names.get(versionId) ?? namesOf(undefined);
}

async function readable(version: Promise<Version>): Promise<Version | undefined> {
  return version.catch((error: unknown) => {
    if (error instanceof EngineTrouble && error.code === 'ENGINE_FAILED') return undefined;
    throw error;
  });
}

function namesOf(version: Version | undefined): ModelNames {
  return {
    ...(version && { processKey: version.processKey }),
    ...(version?.name !== undefined && { procedureName: version.name }),
    elementName: (elementId) => version?.model.nodes.get(elementId)?.name,
  };
}

/** The element of a key: `appraise` of `appraise#2`. Undefined for keys that are no element's, such as those of appointments. */
export function elementIdOf(elementKey: string): string | undefined {
  const [, id] = /^(.+)#\d+$/.exec(elementKey) ?? [];
  return id;
}
