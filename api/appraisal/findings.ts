/** Findings of an appraisal: kept one by one, so that each can be answered, discussed and settled. */
import type { Finding } from '../../engine/rules/finding.ts';
import { Problem } from '../problem.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { present } from './drafts.ts';
import { blocks, type FindingKind, type FindingState } from './finding-transitions.ts';
import { writeTrail } from './trail.ts';

export interface FindingItem extends FindingKind {
  readonly findingId: string;
  readonly appraisalId: string;
  /** The submission that it was found in first. */
  readonly round: number;
  readonly rule: string;
  readonly message: string;
  readonly messageEn: string;
  readonly elements: readonly string[];
  readonly law?: string;
  /** While it is there, nothing passes. */
  readonly blocks: boolean;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly updatedAt: Date;
}

/** Findings of one analysis that are kept apart; what is beyond stays in the report and is one finding. */
const mostKept = 500;

const columns = `id::text as "findingId", appraisal_id::text as "appraisalId", round, source, rule, severity, message, message_en as "messageEn", elements, law, state,
  opened_at as "openedAt", opened_by as "openedBy", updated_at as "updatedAt"`;

export async function findingsOf(db: Queryable, appraisalId: string): Promise<FindingItem[]> {
  const { rows } = await db.query<FindingItem>(`select ${columns} from findings where appraisal_id = $1::bigint order by id`, [
    appraisalId,
  ]);
  return rows.map(itemOf);
}

/** `locked`: for a change. Throws UNKNOWN_FINDING. */
export async function loadFinding(db: Queryable, appraisalId: string, findingId: string, locked = false): Promise<FindingItem> {
  const { rows } = await db.query<FindingItem>(
    `select ${columns} from findings where appraisal_id = $1::bigint and id = $2::bigint ${locked ? 'for update' : ''}`,
    [appraisalId, findingId],
  );
  if (!rows[0]) throw new Problem(404, 'UNKNOWN_FINDING', `Không có nhận xét "${findingId}"`, `No finding "${findingId}"`);
  return itemOf(rows[0]);
}

const itemOf = (row: FindingItem): FindingItem => ({ ...present<FindingItem>(row), blocks: blocks(row) });

export interface NewFinding {
  readonly appraisalId: string;
  readonly round: number;
  readonly source: FindingKind['source'];
  readonly openedBy: string;
}

export async function insertFinding(
  db: Queryable,
  { appraisalId, round, source, openedBy }: NewFinding,
  { rule, severity, message, messageEn, elements, source: law }: Finding,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into findings (appraisal_id, round, source, rule, severity, message, message_en, elements, law, state, opened_at, opened_by, updated_at)
     values ($1::bigint, $2, $3, $4, $5, $6, $7, $8, $9, 'open', clock_timestamp(), $10, clock_timestamp()) returning id::text`,
    [appraisalId, round, source, rule, severity, message, messageEn, elements, law ?? null, openedBy],
  );
  return rows[0]!.id;
}

export async function setFindingState(db: Queryable, findingId: string, state: FindingState): Promise<void> {
  await db.query('update findings set state = $2, updated_at = clock_timestamp() where id = $1::bigint', [findingId, state]);
}

/**
 * What the analysis of a new submission changes: what is found for the first time is opened, what is not found any more is resolved, and what was settled before
 * and is found again in another content is open again, an overridden error too: it was answered for in what was there then.
 */
export async function renewFindings(
  db: Queryable,
  call: Call,
  {
    draftId,
    appraisalId,
    round,
    sameContent,
  }: { readonly draftId: string; readonly appraisalId: string; readonly round: number; readonly sameContent: boolean },
  found: readonly Finding[],
): Promise<void> {
  const known = new Map(
    (await findingsOf(db, appraisalId)).filter(({ source }) => source === 'analysis').map((each) => [keyOf(each), each]),
  );
  const fresh = new Map(kept(found).map((each) => [keyOf(each), each]));
  const moved = async ({ findingId, state }: FindingItem, to: FindingState, act: string) => {
    await setFindingState(db, findingId, to);
    await writeTrail(db, call, act, { draftId, appraisalId, findingId, from: state, to });
  };
  for (const [key, each] of known)
    if (!fresh.has(key) && each.state !== 'resolved') await moved(each, 'resolved', 'finding.notFoundAgain');
    else if (fresh.has(key) && (each.state === 'resolved' || (!sameContent && each.state !== 'open' && each.state !== 'answered')))
      await moved(each, 'open', 'finding.foundAgain');
  for (const [key, each] of fresh)
    if (!known.has(key)) await insertFinding(db, { appraisalId, round, source: 'analysis', openedBy: call.identity.login }, each);
}

const keyOf = ({ rule, severity, elements, message }: Pick<Finding, 'rule' | 'severity' | 'elements' | 'message'>): string =>
  JSON.stringify([rule, severity, elements, message]);

const weight = { error: 0, warning: 1, info: 2 } as const;

function kept(found: readonly Finding[]): readonly Finding[] {
  if (found.length <= mostKept) return found;
  const sorted = [...found].sort((a, b) => weight[a.severity] - weight[b.severity]);
  const rest = sorted.slice(mostKept);
  return [
    ...sorted.slice(0, mostKept),
    {
      rule: 'MORE_FINDINGS',
      severity: rest[0]!.severity,
      message: `Còn ${rest.length} nhận xét nữa, xem trong báo cáo kiểm tra`,
      messageEn: `${rest.length} findings more are in the report of the analysis`,
      elements: [],
    },
  ];
}
