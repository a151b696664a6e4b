/** The legal tests of an appraisal as they are answered: by who appraises, for the submission at hand, with a remark where one fails. */
import type { Actor } from '../../engine/runtime/index.ts';
import { notFound, Problem } from '../problem.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { asAppraiser } from './as-appraiser.ts';
import { present } from './drafts.ts';
import { legalTests, type LegalTest } from './legal-tests.ts';
import { noteParts } from './persons.ts';
import { actorIn, inTrail } from './trail.ts';

export const testOutcomes = ['pass', 'fail', 'notApplicable'] as const;
export type TestOutcome = (typeof testOutcomes)[number];

interface TestAnswer {
  readonly round: number;
  readonly outcome: TestOutcome;
  readonly remark?: string;
  readonly at: Date;
  readonly by: Actor;
}

export interface ChecklistItem extends LegalTest {
  /** Of the submission at hand. */
  readonly answer?: TestAnswer;
  /** Of the newest one before it. */
  readonly before?: TestAnswer;
}

/** Every test in the order of the list, with what was answered for a submission and last before it. */
export async function checklistOf(db: Queryable, appraisalId: string, round: number): Promise<readonly ChecklistItem[]> {
  const { rows } = await db.query<TestAnswer & { readonly test: string }>(
    'select test, round, outcome, remark, at, by from appraisal_checks where appraisal_id = $1::bigint and round <= $2 order by round desc',
    [appraisalId, round],
  );
  return legalTests.map((test) => {
    const answers = rows.filter((row) => row.test === test.id).map(({ test: _test, ...row }) => present<TestAnswer>(row));
    const answer = answers.find((each) => each.round === round);
    const before = answers.find((each) => each.round < round);
    return { ...test, ...(answer && { answer }), ...(before && { before }) };
  });
}

/** Throws UNKNOWN_APPRAISAL, NOT_FOUND, FORBIDDEN, DUTIES_NOT_SEPARATE, APPRAISAL_STATE, REMARK_MISSING. */
export async function answerTest(
  call: Call,
  appraisalId: string,
  test: string,
  { outcome, remark }: { readonly outcome: TestOutcome; readonly remark?: string },
): Promise<void> {
  if (!legalTests.some(({ id }) => id === test)) throw notFound();
  await inTrail(call, 'check', async (db) => {
    const { about, round, capacity } = await asAppraiser(db, call, appraisalId);
    if (outcome === 'fail' && remark === undefined)
      throw new Problem(
        422,
        'REMARK_MISSING',
        'Mục không đạt phải nêu rõ không đạt ở điểm nào',
        'What fails needs a remark that says in what',
      );
    const actor = actorIn(call, capacity.position);
    await db.query(
      `insert into appraisal_checks (appraisal_id, round, test, outcome, remark, at, by) values ($1::bigint, $2, $3, $4, $5, clock_timestamp(), $6)
       on conflict (appraisal_id, round, test) do update set outcome = excluded.outcome, remark = excluded.remark, at = excluded.at, by = excluded.by`,
      [appraisalId, round, test, outcome, remark ?? null, JSON.stringify(actor)],
    );
    await noteParts(db, capacity.persons, 'appraiser', about);
    return { ...about, ...(remark !== undefined && { text: remark }), details: { test, outcome, round }, position: capacity.position };
  });
}

/** Throws CHECKLIST_FAILS with every test that the submission at hand does not meet, else CHECKLIST_OPEN with every one that nobody has looked at. */
export async function checkTestsMet(db: Queryable, appraisalId: string, round: number): Promise<void> {
  const items = await checklistOf(db, appraisalId, round);
  const failing = items.filter(({ answer }) => answer?.outcome === 'fail');
  if (failing.length > 0)
    throw new Problem(
      409,
      'CHECKLIST_FAILS',
      `Còn ${failing.length} nội dung thẩm định pháp lý không đạt`,
      `${failing.length} legal tests are not met`,
      { errors: failing.map((test) => placeOf(test, 'CHECKLIST_FAILS')) },
    );
  const open = items.filter(({ answer }) => answer === undefined);
  if (open.length > 0)
    throw new Problem(
      409,
      'CHECKLIST_OPEN',
      `Còn ${open.length} nội dung thẩm định pháp lý chưa xét`,
      `${open.length} legal tests were not looked at`,
      { errors: open.map((test) => placeOf(test, 'CHECKLIST_OPEN')) },
    );
}

const placeOf = ({ id, question, questionEn }: LegalTest, code: string) => ({
  pointer: `#/checklist/${id}`,
  code,
  message: question,
  messageEn: questionEn,
});
