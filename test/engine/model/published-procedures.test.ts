import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type { Moddle } from 'bpmn-moddle';
import { daysOf } from '../../../engine/model/from-table/arithmetic.ts';
import { modelHash } from '../../../engine/analysis/model-hash.ts';
import { modelOf as compile } from '../../../engine/model/model-of.ts';
import { fromTable, treeFromTable, type Finding } from '../../../engine/model/from-table.ts';
import { readBpmn, type Reading } from '../../../engine/model/read-bpmn.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import { advance } from '../../../engine/semantics/advance.ts';
import { enabledCommands } from '../../../engine/semantics/enabled-commands.ts';
import { initialState } from '../../../engine/semantics/state.ts';
import { faultsOfDiagram } from '../../support/diagram-faults.ts';

interface Published {
  readonly id: string;
  readonly tags: readonly string[];
  readonly sumEqualsDeadline?: boolean | null;
  readonly stepSum: readonly { readonly value: number; readonly unit: string }[];
  readonly steps: readonly { readonly duration: object | null }[];
  readonly legalDeadline: { readonly value: number } | null;
  readonly appointments?: readonly object[];
}

const tables = JSON.parse(readFileSync(new URL('../../fixtures/published-procedures.json', import.meta.url), 'utf8')) as Published[];

/** A tag of the fixture that at least one finding must answer, and the tables where none can, with the reason. */
const answers: Record<string, { readonly rules: RegExp; readonly not?: Record<string, string> }> = {
  'untimed-steps': { rules: /^untimed-|^no-step-times$/u, not: { P200: 'all four rows of the table carry a time' } },
  'calendar-days': { rules: /^deadline-plain-day$/u },
  'two-appointments': { rules: /^payment-wait$/u },
  'pause-resume': { rules: /^payment-wait$/u },
  'coarse-step': { rules: /^step-over-60-percent$|^several-/u },
  consultation: { rules: /^consultation-/u },
  'consultation-not-timed': { rules: /^consultation-in-sequence$/u },
  'unit-in-header': {
    rules: /^unit-only-in-header$|^plain-day-under-working-day$/u,
    not: { P045: 'cells and header both say "ngày"', P046: 'cells and header both say "ngày"' },
  },
  'bare-numbers': { rules: /^unit-only-in-header$/u },
  'unit-ambiguous': { rules: /^plain-day-under-working-day$/u },
  'sum-mismatch': { rules: /^(path-)?sum-differs/u },
  'shared-process': { rules: /^several-codes$/u },
  'mixed-units': {
    rules: /^mixed-units$/u,
    not: { P167: 'only a sentence beside the table splits the total into 15 ngày and 08 ngày làm việc', P201: 'as P167' },
  },
  'swapped-columns': {
    rules: /^swapped-columns$/u,
    not: {
      P111: 'the columns were put right in the data',
      P112: 'the columns were put right in the data',
      P113: 'the columns were put right in the data',
    },
  },
  'duplicate-step-label': { rules: /^duplicate-label$/u },
  branch: { rules: /^branch-drawn$/u },
  immediate: { rules: /^deadline-zero$/u },
  'no-numeric-deadline': { rules: /^deadline-zero$/u },
  'shared-block': { rules: /^shared-time-block$/u },
  'loop-back': {
    rules: /^loop-drawn$/u,
    not: { P077: 'the row that sends the dossier back is not in the shortened text', P078: 'as P077' },
  },
  'post-deadline-step': { rules: /^post-deadline-step$/u },
  'public-notice-wait': { rules: /^wait-|^untimed-wait$/u },
  'applicant-step-untimed': { rules: /^untimed-wait$/u },
  'no-step-times': { rules: /^no-step-times$/u },
  'multi-phase-deadline': { rules: /^phase-by-unit$/u },
};

/** Tables whose sum the fixture calls unequal (or does not judge) and the importer sees otherwise. */
const otherSums: Record<string, string> = {
  P093: 'the last step is outside the 28 days, as its note says: without it the sum is right',
};

describe('the published procedures', () => {
  interface Imported {
    readonly xml: string;
    readonly findings: readonly Finding[];
    readonly definitions: Moddle;
    readonly reading: Reading;
  }
  const imported = new Map<string, Imported>();

  before(async () => {
    for (const table of tables) {
      const { xml, findings } = await fromTable(table);
      const { rootElement: definitions } = await tthcModdle().fromXML(xml);
      imported.set(table.id, { xml, findings, definitions, reading: await readBpmn(xml) });
    }
  });

  const rules = (id: string) => imported.get(id)!.findings.map(({ rule }) => rule);
  const definitionsOf = (id: string) => imported.get(id)!.definitions;
  const modelOf = (id: string) => imported.get(id)!.reading.model!;

  it('are the same procedures when they are not drawn and written, with findings and all', () => {
    for (const table of tables) {
      const { definitions, findings } = treeFromTable(table);
      const { model, problems } = compile(definitions);
      expect(modelHash(model!), table.id).to.equal(modelHash(modelOf(table.id)));
      expect({ problems, findings }, table.id).to.deep.equal({ problems: [], findings: imported.get(table.id)!.findings });
    }
  });

  it('are 156, and all are read back without a problem', () => {
    expect(tables).to.have.length(156);
    for (const { id } of tables) expect(imported.get(id)!.reading.problems, id).to.deep.equal([]);
  });

  it('stay equal byte for byte when read and written again', async () => {
    for (const { id } of tables) {
      const { xml } = imported.get(id)!;
      expect((await tthcModdle().toXML(definitionsOf(id), { format: true })).xml === xml, id).to.equal(true);
    }
  });

  it('carry incoming and outgoing flows on both ends', () => {
    for (const { id } of tables) {
      const process = (definitionsOf(id).get('rootElements') as Moddle[]).find(({ $type }) => $type === 'bpmn:Process')!;
      for (const element of process.get('flowElements') as Moddle[]) {
        if (element.$type !== 'bpmn:SequenceFlow') continue;
        expect((element.sourceRef as Moddle).get('outgoing'), id).to.include(element);
        expect((element.targetRef as Moddle).get('incoming'), id).to.include(element);
      }
    }
  });

  it('are drawn whole, no box on a box, no line through a box', () => {
    for (const { id } of tables) expect(faultsOfDiagram(definitionsOf(id)), id).to.deep.equal([]);
  });

  it('run to their end: every task completed, the proof of payment delivered as a message', () => {
    for (const { id } of tables) {
      const model = modelOf(id);
      let now = new Date('2026-06-01T01:00:00Z');
      let { state } = advance(model, initialState, { type: 'startInstance' }, now);
      for (let moves = 0; moves < 100 && state.status === 'active'; moves++) {
        now = new Date(now.getTime() + 60 * 60 * 1000);
        const next = enabledCommands(model, state, now).find(({ type }) => type === 'completeTask' || type === 'deliverMessage');
        if (!next) break;
        ({ state } = advance(model, state, next, now));
      }
      expect([state.status, state.outcome], id).to.deep.equal(['ended', 'completed']);
    }
  });

  it('have a task a row, and budgets that add up to what the rows say', () => {
    for (const { id, steps, stepSum } of tables) {
      const nodes = [...modelOf(id).nodes.values()];
      expect(
        nodes.filter((node) => /^step_\d+$/u.test(node.id)),
        id,
      ).to.have.length(steps.length);
      const units = { working_day: 'workingDay', calendar_day: 'calendarDay', working_hour: 'workingHour' } as const;
      for (const { value, unit } of stepSum) {
        const budgets = nodes.flatMap((node) => (node.step?.budget?.unit === units[unit as keyof typeof units] ? [node.step.budget] : []));
        expect(
          budgets.reduce((sum, budget) => sum + budget.value, 0),
          `${id} ${unit}`,
        ).to.be.closeTo(value, 1e-9);
      }
    }
  });

  it('have sums that the findings judge as the fixture does', () => {
    for (const { id, sumEqualsDeadline } of tables) {
      if (id in otherSums) continue;
      const differs = rules(id).some((rule) => /^(path-)?sum-differs/u.test(rule));
      expect(differs, id).to.equal(sumEqualsDeadline === false);
    }
  });

  it('differ from that judgement only where it is said why', () => {
    expect(rules('P093')).to.include('post-deadline-step').and.not.include('sum-differs-from-deadline');
    expect(Object.keys(otherSums)).to.deep.equal(['P093']);
  });

  it('have sections, appointments and phases without a wrong sum', () => {
    for (const { id } of tables)
      expect(
        rules(id).filter((rule) => /^(section|phase|appointment)s?-(sum|do)/u.test(rule)),
        id,
      ).to.deep.equal([]);
  });

  for (const [tag, { rules: pattern, not = {} }] of Object.entries(answers)) {
    const tagged = tables.filter(({ tags }) => tags.includes(tag));
    const excepted = Object.keys(not).length
      ? `, but ${Object.entries(not)
          .map(([id, why]) => `${id}: ${why}`)
          .join('; ')}`
      : '';
    it(`answer the tag "${tag}" (${tagged.length})${excepted}`, () => {
      expect(tagged).to.not.be.empty;
      for (const { id } of tagged)
        expect(
          rules(id).some((rule) => pattern.test(rule)),
          id,
        ).to.equal(!(id in not));
    });
  }

  it('have what the tags say where the finding is exact the other way round too', () => {
    const exact: [rule: string, tag: string, also: string[]][] = [
      ['payment-wait', 'two-appointments', ['P203']],
      ['deadline-plain-day', 'calendar-days', ['P045', 'P046']],
      ['mixed-units', 'mixed-units', ['P093']],
      ['duplicate-label', 'duplicate-step-label', []],
      ['shared-time-block', 'shared-block', []],
      ['deadline-zero', 'no-numeric-deadline', ['P162']],
      ['no-step-times', 'no-step-times', ['P017', 'P064', 'P065', 'P066', 'P067']],
      ['several-codes', 'shared-process', ['P057']],
      ['branch-drawn', 'branch', []],
    ];
    for (const [rule, tag, also] of exact) {
      const found = tables.filter(({ id }) => rules(id).includes(rule as Finding['rule'])).map(({ id }) => id);
      const expected = tables
        .filter(({ id, tags }) => (tags.includes(tag) && !(id in (answers[tag]?.not ?? {}))) || also.includes(id))
        .map(({ id }) => id);
      expect(found, rule).to.deep.equal(expected);
    }
  });

  it('are not accused of several places of work, nor of mixed columns, where a row only assigns, seals or names who does it', () => {
    const found = (id: string, rule: string) =>
      imported
        .get(id)!
        .findings.filter((each) => each.rule === rule)
        .map(({ at }) => at);
    for (const id of ['P021', 'P092']) expect(found(id, 'several-places-in-step'), id).to.deep.equal([]);
    expect(found('P092', 'swapped-columns')).to.deep.equal([]);
    for (const id of ['P051', 'P052']) expect(found(id, 'swapped-columns'), id).to.deep.equal(['/steps/2/unit', '/steps/3/unit']);
    expect(found('P057', 'several-places-in-step')).to.deep.equal(['/steps/1/content']);
    expect(modelOf('P021').nodes.get('step_1')!.step!.step).to.equal('receive');
    expect(modelOf('P092').nodes.get('step_23')!.step!.step).to.equal('seal');
  });

  it('leave no published time out: the counted budgets of a timed table with right sums are the deadline', () => {
    for (const table of tables) {
      if (!table.sumEqualsDeadline || !table.legalDeadline?.value) continue;
      const model = modelOf(table.id);
      const counted = [...model.nodes.values()].flatMap(({ step }) => (step?.budget && step.counts ? [step.budget] : []));
      const process = [...model.processes.values()][0]!;
      expect(daysOf(counted), table.id).to.equal(daysOf([process.procedure!.deadlines.find(({ kind }) => kind === 'published')!]));
    }
  });
});
