/** What the address of the list of dossiers asks for. */

export interface DossiersAsked {
  readonly status: 'open' | 'active' | 'suspended' | 'ended';
  readonly code?: string;
  readonly department?: string;
  readonly processKey?: string;
  readonly misses: boolean;
  /** As `GET /dossiers` takes it. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** Of `?status=ended&department=land&procedure=copy&misses=yes`; a code asks for itself alone, for there is one such dossier whatever its state. */
export function readDossierFilter(search: URLSearchParams): DossiersAsked {
  const asked = search.get('status');
  const status = asked === 'active' || asked === 'suspended' || asked === 'ended' ? asked : 'open';
  const code = search.get('code') ?? undefined;
  const department = search.get('department') ?? undefined;
  const processKey = search.get('procedure') ?? undefined;
  const misses = search.get('misses') === 'yes' && status !== 'ended';
  return {
    status,
    ...(code !== undefined && { code }),
    ...(department !== undefined && { department }),
    ...(processKey !== undefined && { processKey }),
    misses,
    query:
      code !== undefined
        ? { code }
        : {
            ...(status !== 'open' && { status }),
            ...(department !== undefined && { department }),
            ...(processKey !== undefined && { processKey }),
            ...(misses && { forecastMisses: true }),
          },
  };
}
