/** Findings by hand, and what is done with any finding: answered, discussed, settled. */
import type { Finding } from '../../engine/rules/finding.ts';
import { audit } from '../auth/audit.ts';
import { Problem } from '../problem.ts';
import type { Call } from '../route.ts';
import { loadAppraisal, unitsFor } from './appraisals.ts';
import { asAppraiser } from './as-appraiser.ts';
import { checkState } from './check-state.ts';
import { findingDuties, nextFindingState, type FindingAct } from './finding-transitions.ts';
import { insertFinding, loadFinding, setFindingState } from './findings.ts';
import { capacityFor, noteParts } from './persons.ts';
import { loadSettings } from './settings.ts';
import { inTrail } from './trail.ts';
import type { AppraisalState } from './transitions.ts';

/** Findings move while an appraisal is with those who draw or those who appraise. */
const moving: readonly AppraisalState[] = ['submitted', 'underAppraisal', 'returned', 'passed'];

/** An appraiser finds something; the id. Throws UNKNOWN_APPRAISAL, FORBIDDEN, DUTIES_NOT_SEPARATE, APPRAISAL_STATE. */
export async function addFinding(call: Call, appraisalId: string, finding: Finding): Promise<string> {
  const { findingId } = await inTrail(call, 'finding.open', async (db) => {
    const { about, round, capacity } = await asAppraiser(db, call, appraisalId);
    const id = await insertFinding(db, { appraisalId, round, source: 'appraiser', openedBy: call.identity.login }, finding);
    await noteParts(db, capacity.persons, 'appraiser', about);
    return { ...about, findingId: id, to: 'open', text: finding.message, position: capacity.position };
  });
  return findingId!;
}

/** Throws UNKNOWN_APPRAISAL, UNKNOWN_FINDING, FORBIDDEN, DUTIES_NOT_SEPARATE, APPRAISAL_STATE, FINDING_STATE. */
export async function actOnFinding(
  call: Call,
  appraisalId: string,
  findingId: string,
  act: FindingAct,
  text: string | undefined,
): Promise<void> {
  const { service, identity, address } = call;
  await inTrail(call, `finding.${act}`, async (db) => {
    // an act of the appraisal that is under way is over before; the next one waits for us
    await db.query('select from appraisals where id = $1::bigint for update', [appraisalId]);
    const { draftId, state } = await loadAppraisal(db, service, identity, appraisalId);
    const finding = await loadFinding(db, appraisalId, findingId, true);
    const { settings } = await loadSettings(db);
    const { permission, neverAs, part } = findingDuties[act];
    const about = { draftId, appraisalId };
    const units =
      permission === 'appraisals:review'
        ? unitsFor('pass', settings)
        : permission === 'appraisals:override'
          ? unitsFor('override', settings)
          : [];
    const capacity = await capacityFor(db, identity, service.engine.organisation(), { permission, neverAs, units, ...about });
    checkState(state, moving);
    const to = nextFindingState(finding, act);
    if (to === undefined)
      throw new Problem(
        409,
        'FINDING_STATE',
        `Không làm được việc này với nhận xét đang ở trạng thái "${finding.state}"; lỗi do máy chứng minh chỉ hết khi được sửa hoặc có người chịu trách nhiệm bỏ qua`,
        `Not possible with a finding that is "${finding.state}"; a proved error is mended or overridden`,
      );
    await setFindingState(db, findingId, to);
    if (part) await noteParts(db, capacity.persons, part, about);
    if (act === 'override')
      await audit(db, {
        actor: identity,
        action: 'finding.overridden',
        subject: appraisalId,
        details: { findingId, rule: finding.rule, reason: text },
        ...(address && { address }),
      });
    return { ...about, findingId, from: finding.state, to, ...(text !== undefined && { text }), position: capacity.position };
  });
}
