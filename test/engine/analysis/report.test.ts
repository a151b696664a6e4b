import { expect } from 'chai';
import type { Analyses } from '../../../engine/analysis/analyses.ts';
import type { Outcome } from '../../../engine/analysis/outcome.ts';
import { reportOf } from '../../../engine/analysis/report.ts';
import { fromTable } from '../../../engine/model/from-table.ts';
import { chain, deadline, inputOf, steps, timed } from '../rules/support.ts';
import { procedure } from '../semantics/support.ts';

const holds: Outcome = { outcome: 'holds' };
const reason = { code: 'X', message: 'x', messageEn: 'x en' };
const process = (processId: string, outcomes: Partial<Record<'optionToComplete' | 'safe', Outcome>> = {}) => ({
  ...{ processId, optionToComplete: holds, properCompletion: holds, noDeadActivities: holds, safe: holds, bounded: holds },
  ...outcomes,
});
const soundness = (...processes: ReturnType<typeof process>[]): Analyses => ({
  soundness: () => ({ processes, approximations: [{ code: 'OR', elements: [], message: 'v', messageEn: 'e' }], findings: [] }),
});

describe('the report of a version', () => {
  it('never says of an analysis that was not run that something holds', async () => {
    const { verdicts, timeTables, traces } = reportOf(await inputOf(steps(3, timed('a', 3))));
    for (const verdict of [...Object.values(verdicts.soundness), verdicts.time])
      expect(verdict).to.deep.equal({
        outcome: 'notDecided',
        reason: { code: 'NOT_RUN', message: 'Chưa chạy phần kiểm tra này', messageEn: 'This check was not run' },
      });
    expect([timeTables, traces]).to.deep.equal([[], []]);
  });

  it('joins the verdicts of all processes: a failure wins, then what is not decided', async () => {
    const input = await inputOf(steps(3, timed('a', 3)));
    const fails = { outcome: 'fails', scenario: ['s', 'a'] } as const;
    const report = reportOf(
      input,
      soundness(process('P', { safe: { outcome: 'notDecided', reason } }), process('Q', { optionToComplete: fails })),
    );
    expect(report.verdicts.soundness).to.deep.include({
      optionToComplete: fails,
      properCompletion: holds,
      safe: { outcome: 'notDecided', reason },
    });
    expect(report.traces).to.deep.equal([{ processId: 'Q', property: 'optionToComplete', evidence: { scenario: ['s', 'a'] } }]);
    expect(report.approximations).to.have.length(1);
    expect(reportOf(input, soundness()).verdicts.soundness.safe).to.have.property('outcome', 'notApplicable');
  });

  it('hands the organisation and the wish to stop to the analyses, and takes their findings', async () => {
    const isCancelled = () => false;
    const given: unknown[] = [];
    const finding = { rule: 'worst-case', severity: 'error', message: 'v', messageEn: 'e', elements: ['a'] } as const;
    const report = reportOf(
      { ...(await inputOf(steps(3, timed('a', 3)))), isCancelled },
      {
        time: (_, options) => {
          given.push(options.isCancelled);
          return { processes: [{ processId: 'P', verdict: { outcome: 'fails' } }], findings: [finding] };
        },
      },
    );
    expect(given).to.deep.equal([isCancelled]);
    expect(report.verdicts.time).to.deep.equal({ outcome: 'fails' });
    expect(report.findings[0]).to.deep.equal({ ...finding, from: 'time' });
    expect(report.timeTables).to.have.length(1);
  });

  it('lists errors first, says where each comes from, and counts them', async () => {
    const xml = procedure('tthc:procedureCode="1.014464"', deadline(10), ...chain(timed('a', 3), timed('b', 6)));
    const report = reportOf({
      ...(await inputOf(xml)),
      problems: [{ code: 'NO_EFFECT', severity: 'warning', message: 'v', messageEn: 'e', at: 'a' }],
    });
    const severities = report.findings.map(({ severity }) => severity);
    expect(severities).to.deep.equal(
      [...severities].sort((one, other) => ['error', 'warning', 'info'].indexOf(one) - ['error', 'warning', 'info'].indexOf(other)),
    );
    expect(report.findings[0]).to.include({ rule: 'sum-differs-from-deadline', from: 'rules' });
    expect(report.findings.find(({ from }) => from === 'file')).to.deep.include({ rule: 'file/NO_EFFECT', elements: ['a'] });
    expect(report.counts.error).to.equal(1);
    expect(report.verdicts.rules).to.deep.equal({ outcome: 'fails', errors: 1 });
    expect(report.procedures).to.deep.include.members([
      { processId: 'P', code: '1.014464', deadlines: report.procedures[0]!.deadlines, appointments: [] },
    ]);
  });

  it('says once what table and model both show, and lets the table speak of "at once"', async () => {
    const step = (content: string, duration: object | null) => ({ content, unit: 'Phòng A', durationText: '', duration });
    const day = (value: number) => ({ value, unit: 'working_day' });
    const table = (limit: number, steps: object[]) => ({ name: 'Thủ tục', legalDeadline: day(limit), steps });
    const reported = async (value: object) => {
      const { xml, findings } = await fromTable(value);
      return reportOf({ ...(await inputOf(xml)), tableFindings: findings }).findings.map(({ rule }) => rule);
    };
    const wrong = await reported(table(5, [step('Tiếp nhận hồ sơ', day(1)), step('Thẩm định', day(3))]));
    expect(wrong.filter((rule) => rule.includes('sum-differs'))).to.deep.equal(['sum-differs-from-deadline']);
    expect(wrong).to.include('table/five-step-missing').and.not.include('five-step-missing');
    const atOnce = await reported(table(0, [step('Tiếp nhận hồ sơ', null)]));
    expect(atOnce).to.include('table/deadline-zero').and.not.include('deadline-missing');
  });

  it('is the same bytes for the same input', async () => {
    const xml = steps(4, timed('a', 3));
    expect(JSON.stringify(reportOf(await inputOf(xml)))).to.equal(JSON.stringify(reportOf(await inputOf(xml))));
  });
});
