import { expect } from 'chai';
import type { Analyses } from '../../../engine/analysis/analyses.ts';
import { allAnalyses } from '../../../engine/analysis/all-analyses.ts';
import type { ProcessSoundness } from '../../../engine/index.ts';
import { element } from '../../support/bpmn.ts';
import type { Outcome } from '../../../engine/analysis/outcome.ts';
import { reportOf } from '../../../engine/analysis/report.ts';
import { fromTable } from '../../../engine/model/from-table.ts';
import { chain, deadline, inputOf, steps, timed } from '../rules/support.ts';
import { procedure } from '../semantics/support.ts';

const reason = { code: 'X', message: 'x', messageEn: 'x en' };

describe('the report of a version', () => {
  it('never says of an analysis that was not run that something holds', async () => {
    const { verdicts, timeTables, soundness } = reportOf(await inputOf(steps(3, timed('a', 3))));
    for (const verdict of [...Object.values(verdicts.soundness), verdicts.time])
      expect(verdict).to.deep.equal({
        outcome: 'notDecided',
        reason: { code: 'NOT_RUN', message: 'Chưa chạy phần kiểm tra này', messageEn: 'This check was not run' },
      });
    expect([timeTables, soundness]).to.deep.equal([[], []]);
  });

  it('joins the verdicts of all processes: a failure wins, then what is not decided', async () => {
    const input = await inputOf(steps(3, timed('a', 3)));
    const { soundness: check } = allAnalyses;
    const changed = (...changes: readonly Partial<ProcessSoundness>[]): Analyses => ({
      soundness: (model, options) => {
        const whole = check!(model, options);
        return { ...whole, processes: changes.map((change) => ({ ...whole.processes[0]!, ...change })) };
      },
    });
    const fails = { outcome: 'fails', scenario: [], stateAtEnd: {}, culprits: ['a'], code: 'x', message: 'v', messageEn: 'e' } as const;
    const open: Outcome = { outcome: 'notDecided', reason };
    const report = reportOf(input, changed({ safe: open }, { optionToComplete: fails }));
    expect(report.verdicts.soundness).to.deep.include({ optionToComplete: fails, properCompletion: { outcome: 'holds' }, safe: open });
    expect(report.soundness.map(({ optionToComplete }) => optionToComplete.outcome)).to.deep.equal(['holds', 'fails']);
    expect(reportOf(input, changed()).verdicts.soundness.safe).to.have.property('outcome', 'notApplicable');
  });

  it('says of the time of what may get stuck, or of what is not known to end, never that it holds', async () => {
    const stuck = procedure(
      '',
      deadline(10),
      ...[element('startEvent', 's'), element('exclusiveGateway', 'x', '', 'default="x-a"'), element('parallelGateway', 'j')],
      ...[timed('a', 3), timed('b', 2), element('endEvent', 'e'), 's->x', 'x->a', 'x->b:n > 1', 'a->j', 'b->j', 'j->e'],
    );
    const { verdicts, findings } = reportOf(await inputOf(stuck), allAnalyses);
    expect(verdicts.soundness.optionToComplete.outcome).to.equal('fails');
    expect(verdicts.time.outcome).to.not.equal('holds');
    expect(findings.filter(({ from, severity }) => from === 'soundness' && severity === 'error')).to.have.length.greaterThan(0);
    expect(reportOf(await inputOf(steps(3, timed('a', 3))), allAnalyses).verdicts.time.outcome).to.equal('holds');
  });

  it('hands the organisation, the first date and the wish to stop to the analyses, and takes their findings', async () => {
    const isCancelled = () => false;
    const given: unknown[] = [];
    const finding = { rule: 'worst-case', severity: 'error', message: 'v', messageEn: 'e', elements: ['a'] } as const;
    const report = reportOf(
      { ...(await inputOf(steps(3, timed('a', 3)))), isCancelled, firstDate: '2026-01-01' },
      {
        time: (model, options) => {
          given.push(options.isCancelled, options.firstDate);
          return { ...allAnalyses.time!(model, options), findings: [finding] };
        },
      },
    );
    expect(given).to.deep.equal([isCancelled, '2026-01-01']);
    expect(report.findings[0]).to.deep.equal({ ...finding, from: 'time' });
    expect(report.timeTables).to.have.length(1);
    expect(report.timeTables[0]!.sweep).to.include({ firstDate: '2026-01-01', dates: 1_096 });
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
