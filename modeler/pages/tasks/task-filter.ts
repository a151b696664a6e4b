/** What the address of the worklist asks for. */

export interface TasksAsked {
  readonly who: 'all' | 'mine' | 'unassigned' | 'late';
  readonly isFlagged: boolean;
  readonly unit?: string;
  /** As `GET /tasks` takes it. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** Of `?who=mine&flagged=yes&unit=land`; what it does not know it takes as not asked. */
export function readFilter(search: URLSearchParams): TasksAsked {
  const asked = search.get('who');
  const who = asked === 'mine' || asked === 'unassigned' || asked === 'late' ? asked : 'all';
  const isFlagged = search.get('flagged') === 'yes';
  const unit = search.get('unit') ?? undefined;
  const flag = who === 'late' ? ['stepOverBudget'] : isFlagged ? ['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed'] : undefined;
  return {
    who,
    isFlagged,
    ...(unit !== undefined && { unit }),
    query: {
      ...(who === 'mine' && { holder: 'me' }),
      ...(who === 'unassigned' && { unclaimed: true }),
      ...(flag && { flag }),
      ...(unit !== undefined && { department: unit }),
    },
  };
}
