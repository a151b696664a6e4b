/** What the desk of appraisals shows follows from what the service decides by. */
import { expect } from 'chai';
import { findingActs, findingStates, nextFindingState } from '../../api/appraisal/finding-transitions.ts';
import { actsOfFinding } from '../../modeler/appraisal/acts-of-finding.ts';
import { evidenceOf } from '../../modeler/appraisal/evidence-of.ts';
import { obstaclesOf } from '../../modeler/appraisal/obstacles-of.ts';
import { pinned } from '../../modeler/appraisal/pinned.ts';
import type { Finding } from '../../modeler/appraisal/types.ts';
import { hindranceWord } from '../../modeler/appraisal/words.ts';
import { allAnalyses, readBpmn, reportOf } from '../../engine/index.ts';
import { storyProcedure } from '../support/story-procedure.ts';

const finding = (given: Partial<Finding>): Finding => ({
  findingId: '1',
  appraisalId: '1',
  round: 1,
  source: 'analysis',
  rule: 'r',
  severity: 'error',
  message: 'Sai',
  messageEn: 'Wrong',
  elements: ['a'],
  state: 'open',
  blocks: true,
  openedAt: '2026-11-27T00:00:00Z',
  openedBy: 'x',
  updatedAt: '2026-11-27T00:00:00Z',
  ...given,
});
const vi = (text: string) => text;

describe('the desk of appraisals in the browser', () => {
  it('offers exactly the acts that the service has for a finding', () => {
    for (const source of ['analysis', 'appraiser'] as const)
      for (const severity of ['error', 'warning', 'info'] as const)
        for (const state of findingStates) {
          const expected = findingActs.filter((act) => nextFindingState({ source, severity, state }, act) !== undefined);
          expect([...actsOfFinding({ source, severity, state }, 'underAppraisal')].sort(), `${source} ${severity} ${state}`).to.deep.equal(
            [...expected].sort(),
          );
        }
    expect(actsOfFinding(finding({}), 'approved')).to.deep.equal([]);
  });

  it('pins open findings by their number and counts what was said', () => {
    const findings = [
      finding({ findingId: '1' }),
      finding({ findingId: '2', severity: 'warning', elements: ['b'] }),
      finding({ findingId: '3', state: 'resolved', elements: ['c'] }),
      finding({ findingId: '4', severity: 'info' }),
    ];
    const said = { commentId: '9', at: '', actor: { user: 'x' }, text: '?', elementId: 'b', round: 1 };
    const { marks, badges } = pinned(findings, [said, said], 'vi');
    expect(marks).to.deep.equal({ a: ['mark-error'], b: ['mark-warning'] });
    expect(badges.map(({ elementId, text }) => [elementId, text])).to.deep.equal([
      ['a', '✗ 1, 4'],
      ['b', '! 2'],
      ['b', '✎ 2'],
    ]);
  });

  it('says what is in the way of passing, and nothing when nothing is', () => {
    const items = [{ answer: { outcome: 'fail' } }, {}] as never;
    expect(obstaclesOf({ state: 'underAppraisal' }, [{ blocks: true }], { items }, vi).pass).to.equal(
      'còn 1 lỗi chưa sửa và chưa có người chịu trách nhiệm cho qua; 1 nội dung pháp lý không đạt; 1 nội dung pháp lý chưa xét.',
    );
    expect(obstaclesOf({ state: 'underAppraisal' }, [], { items: [] }, vi)).to.deep.equal({});
    expect(obstaclesOf({ state: 'submitted' }, [{ blocks: true }], { items }, vi)).to.deep.equal({});
  });

  it('says what somebody did that keeps them from an act', () => {
    expect(hindranceWord({ may: false, why: 'hadPart', parts: ['designer'] }, vi)).to.match(/đã soạn thủ tục này/);
  });

  it('finds the run that proves a finding', async () => {
    const { model } = await readBpmn(await storyProcedure({ isStuck: true }));
    const { soundness, findings } = reportOf({ model: model! }, allAnalyses);
    const stuck = findings.find(({ rule }) => rule === 'soundness.optionToComplete')!;
    expect(evidenceOf(soundness, stuck)?.scenario.at(-1)?.producedFlows).to.have.length(1);
    expect(evidenceOf(soundness, { ...stuck, rule: 'duplicate-name' })).to.equal(undefined);
  });
});
