/** The curated procedures: complete folders, clean files, units and forms that exist, the published numbers, and scenarios that hold. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decisionFilesIn } from '../api/decision-files.ts';
import {
  checkPersonal,
  freeNames,
  personalNames,
  readBpmn,
  readOrganisation,
  readScenarios,
  runScenario,
  tthcModdle,
} from '../engine/index.ts';
import { unitsOfKind } from '../engine/deadlines/organisation.ts';
import { compileExpression, isExpressionProblem } from '../engine/semantics/expressions.ts';
import { forwardPath } from '../engine/semantics/forward-path.ts';
import type { Duration, FlowNode, ProcessModel } from '../engine/model/types.ts';

interface ProcedureFile {
  readonly code: string | null;
  readonly name: string;
  readonly department: string | null;
  readonly source: { readonly publishedTable: string };
  readonly deadlines: readonly (Duration & { readonly kind: string; readonly phase?: string })[];
  readonly appointments: readonly (Duration & { readonly order: number })[];
  readonly legalBasis: readonly string[];
  readonly participants: readonly { readonly kind: string }[];
  readonly files: { readonly forms: Readonly<Record<string, string>>; readonly decisions?: readonly string[] };
}

interface FormField {
  readonly title?: string;
  readonly personal?: boolean;
}

interface Form {
  readonly $id: string;
  readonly title: string;
  readonly properties: Readonly<Record<string, FormField & { readonly items?: FormField }>>;
}

interface PublishedTable {
  readonly id: string;
  readonly name: string;
  readonly legalBasis: readonly string[];
  readonly steps: readonly { readonly duration: { readonly value: number; readonly unit: string } | null }[];
}

const root = new URL('../procedures/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
const json = <T>(path: string) => JSON.parse(text(path)) as T;
const slugs = readdirSync(root, { encoding: 'utf8' }).filter((name) => existsSync(new URL(`${name}/process.bpmn`, root)));
const { organisation, problems: organisationProblems } = readOrganisation(json('organisation.json'));
const published = JSON.parse(readFileSync(new URL('./fixtures/published-procedures.json', import.meta.url), 'utf8')) as
  readonly PublishedTable[] | { readonly procedures: readonly PublishedTable[] };
const tables: readonly PublishedTable[] = 'procedures' in published ? published.procedures : published;

const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
addFormats.default(ajv);
ajv.addVocabulary(['personal']);
const isProcedure = ajv.compile(json<object>('procedure.schema.json'));

/** Roles of those who are no officers of the organisation. */
const outsiders = ['applicant', 'system'];

/** Tables whose steps cannot add up to the deadline as printed. */
const sumsApart: Readonly<Record<string, string>> = {
  P204: 'only the karaoke part has printed limits: 3 + 4 + 3 of 16 days',
  P066: 'at once: no numbers at all',
  P162: 'same day, though the table gives half a day twice',
};

const unitNames: Readonly<Record<string, string>> = { working_day: 'workingDay', calendar_day: 'calendarDay', working_hour: 'workingHour' };

function amount({ value, unit }: Duration): { readonly value: number; readonly unit: string } {
  return unit === 'workingHour' ? { value: value / 8, unit: 'workingDay' } : { value, unit };
}

function sumOf(durations: readonly Duration[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const { value, unit } of durations.map(amount)) sum[unit] = (sum[unit] ?? 0) + value;
  return sum;
}

/** Timed steps on the longest way through every process that nobody calls; pools of one file work one after the other. */
function mainPath(model: ProcessModel): FlowNode[] {
  const called = new Set([...model.nodes.values()].map(({ calledElement }) => calledElement));
  return [...model.processes.values()]
    .filter(({ id }) => !called.has(id))
    .flatMap(({ startEvents }) => startEvents.flatMap((start) => forwardPath(start)));
}

/** Every FEEL text that decides where a dossier goes. */
function conditionsOf(model: ProcessModel): string[] {
  const loops = [...model.nodes.values()].flatMap(({ loop }) =>
    loop?.kind === 'standard' ? [loop.condition] : [loop?.completionCondition, loop?.cardinality],
  );
  const deadlines = [...model.processes.values()].flatMap(({ procedure }) => procedure?.deadlines.map((deadline) => deadline.when) ?? []);
  return [...[...model.flows.values()].map(({ condition }) => condition), ...loops, ...deadlines].filter((each) => each !== undefined);
}

function fieldsOf(form: Form): [string, FormField][] {
  return Object.entries(form.properties).flatMap(([name, field]): [string, FormField][] => [
    [name, field],
    ...(field.items ? ([[name, field.items]] as [string, FormField][]) : []),
  ]);
}

function rolesOf(place: string): string[] {
  return [...organisation!.officers.values()].filter(({ unit }) => unit === place).map(({ role }) => role);
}

async function modelOfProcedure(slug: string): Promise<ProcessModel> {
  const { model, problems } = await readBpmn(
    text(`${slug}/process.bpmn`),
    undefined,
    await decisionFilesIn(fileURLToPath(new URL(slug, root))),
  );
  expect(problems).to.deep.equal([]);
  return model!;
}

describe('the organisation of the curated procedures', () => {
  it('is read without a problem', () => {
    expect(organisationProblems).to.deep.equal([]);
    expect(organisation).to.not.equal(undefined);
  });

  it('has a reserve officer at every counter (Decree 61/2018, art. 12(8))', () => {
    const officers = [...organisation!.officers.values()];
    for (const { unit } of officers.filter(({ role }) => role === 'oneStop'))
      expect(
        officers.some((other) => other.unit === unit && other.role === 'oneStopReserve'),
        unit,
      ).to.equal(true);
  });
});

describe('curated procedures', () => {
  it('are at least twelve, with every kind of scenario among them', () => {
    expect(slugs.length).to.be.at.least(12);
    const labels = new Set(slugs.flatMap((slug) => readScenarios(json(`${slug}/scenarios.json`))).flatMap((each) => each.labels ?? []));
    expect(labels).to.include.all.keys(
      ...['straight', 'late', 'supplement', 'refusal', 'withdrawal', 'payment', 'secondAppointment', 'consultation'],
      ...['handOff', 'apology', 'phases', 'pools', 'callActivity', 'mountain', 'excludedTime'],
    );
  });

  it('are all listed in the README of their folder', () => {
    const listed = [...text('README.md').matchAll(/^\| `([a-z-]+)` \| (P\d{3}) \|/gmu)].map(([, slug, id]) => `${slug} ${id}`);
    const found = slugs.map((slug) => `${slug} ${json<ProcedureFile>(`${slug}/procedure.json`).source.publishedTable}`);
    expect(listed.sort()).to.deep.equal(found.sort());
  });

  for (const slug of slugs)
    describe(slug, () => {
      const procedure = json<ProcedureFile>(`${slug}/procedure.json`);
      const table = tables.find(({ id }) => id === procedure.source.publishedTable)!;
      const forms = Object.entries(procedure.files.forms).map(([id, path]) => ({ id, form: json<Form>(`${slug}/${path}`) }));

      it('has its files and no others', () => {
        const { decisions = [] } = procedure.files;
        expect(readdirSync(new URL(slug, root)).sort()).to.deep.equal(
          ['forms', 'procedure.json', 'process.bpmn', 'scenarios.json', ...decisions].sort(),
        );
      });

      it('is read without a problem and written back byte for byte', async () => {
        await modelOfProcedure(slug);
        const xml = text(`${slug}/process.bpmn`);
        const moddle = tthcModdle();
        const { rootElement } = await moddle.fromXML(xml);
        expect((await moddle.toXML(rootElement, { format: true })).xml).to.equal(xml);
      });

      it('describes itself as the schema asks, and as its source and its model say', async () => {
        expect(isProcedure(procedure), ajv.errorsText(isProcedure.errors)).to.equal(true);
        expect(procedure.name).to.equal(table.name);
        expect(procedure.legalBasis).to.deep.equal(table.legalBasis);
        if (procedure.department !== null) expect([...organisation!.units.keys()]).to.include(procedure.department);
        const model = await modelOfProcedure(slug);
        const main = [...model.processes.values()].find((each) => each.procedure!.deadlines.length > 0)!.procedure!;
        const essence = ({ value, unit }: Duration) => ({ value, unit });
        expect(procedure.deadlines.map(essence)).to.deep.equal(main.deadlines.map(essence));
        expect(procedure.appointments.map(essence)).to.deep.equal(main.appointments.map(essence));
        expect(procedure.legalBasis).to.deep.equal(main.legalBasis);
        expect(procedure.code).to.equal(main.procedureCode ?? null);
      });

      it('has valid forms with titled fields, personal ones marked at intake, one for each form a step names', async () => {
        const model = await modelOfProcedure(slug);
        const named = new Set([...model.nodes.values()].flatMap(({ step }) => step?.form ?? []));
        expect(forms.map(({ id }) => id).sort()).to.deep.equal([...named].sort());
        expect(readdirSync(new URL(`${slug}/forms`, root))).to.deep.equal(['intake.json']);
        for (const { id, form } of forms) {
          expect(form.$id).to.equal(id);
          expect(form.title).to.not.equal('');
          expect(ajv.validateSchema(form), ajv.errorsText()).to.equal(true);
          expect(() => new Ajv2020({ strict: false, validateFormats: false }).compile(form)).to.not.throw();
          for (const [name, field] of fieldsOf(form)) if (field === form.properties[name]) expect(field.title, name).to.be.a('string');
        }
        const intake = forms.find(({ id }) => id === 'intake')!.form;
        expect(fieldsOf(intake).filter(([, { personal }]) => personal).length).to.be.at.least(2);
      });

      it('names units, departments, kinds and roles that the organisation has', async () => {
        const model = await modelOfProcedure(slug);
        const known = [...organisation!.units.keys()];
        const kinds = procedure.participants.map(({ kind }) => kind);
        for (const { unit, department, kind } of [...model.lanes, ...[...model.nodes.values()].flatMap(({ step }) => step ?? [])]) {
          if (kind === undefined && unit !== undefined) expect(known).to.include(unit);
          if (department !== undefined) expect(known).to.include(department);
          if (kind === undefined) continue;
          expect(kinds).to.include(kind);
          expect(unitsOfKind(organisation!, kind, '2026-03-02'), kind).to.have.lengthOf.at.least(1);
        }
        for (const { id, type, step } of model.nodes.values()) {
          if (type === 'userTask') expect(step?.role, id).to.be.a('string');
          if (step?.counts === false) expect(step.countsBasis, id).to.be.a('string');
          if (step?.role === undefined || outsiders.includes(step.role)) continue;
          const places =
            step.kind === undefined ? [step.unit!] : unitsOfKind(organisation!, step.kind, '2026-03-02').map((unit) => unit.id);
          for (const place of places) expect(rolesOf(place), `${id}: ${step.role} in ${place}`).to.include(step.role);
        }
      });

      it('keeps the published time of every step on its main path', async () => {
        const path = mainPath(await modelOfProcedure(slug)).map(({ step }) => step!.budget!);
        const printed = table.steps.flatMap(({ duration }) =>
          duration ? [`${duration.value} ${unitNames[duration.unit] ?? duration.unit}`] : [],
        );
        expect(path.map(({ value, unit }) => `${value} ${unit}`).sort()).to.deep.equal(printed.sort());
      });

      it('has budgets that add up to the published deadline, in each phase', async () => {
        if (sumsApart[table.id] !== undefined) return;
        const steps = mainPath(await modelOfProcedure(slug)).map(({ step }) => step!);
        const whole = procedure.deadlines.filter(({ kind, phase, value }) => kind === 'published' && phase === undefined && value > 0);
        for (const deadline of whole) expect(sumOf(steps.map(({ budget }) => budget!))).to.deep.equal(sumOf([deadline]));
        for (const deadline of procedure.deadlines.filter(({ phase }) => phase !== undefined))
          expect(sumOf(steps.filter(({ phase }) => phase === deadline.phase).map(({ budget }) => budget!))).to.deep.equal(
            sumOf([deadline]),
          );
        if (procedure.appointments.length > 1) expect(sumOf(procedure.appointments)).to.deep.equal(sumOf(whole));
      });

      it('decides nothing by personal data', async () => {
        const personal = forms.flatMap(({ form }) => fieldsOf(form).flatMap(([name, field]) => (field.personal ? [name] : [])));
        for (const condition of conditionsOf(await modelOfProcedure(slug))) {
          const expression = compileExpression(condition);
          if (isExpressionProblem(expression)) throw new Error(`${condition}: ${expression.messageEn}`);
          expect(
            expression.names.filter((name) => personal.includes(name)),
            condition,
          ).to.deep.equal([]);
        }
      });

      it('reads personal data in no expression at all: deployment accepts it', async () => {
        const names = personalNames(Object.fromEntries(forms.map(({ id, form }) => [id, form])));
        expect([...names]).to.include.members(
          forms.flatMap(({ form }) => fieldsOf(form).flatMap(([name, field]) => (field.personal ? [name] : []))),
        );
        const model = await modelOfProcedure(slug);
        expect(checkPersonal(model, names)).to.deep.equal([]);
        // each of its conditions would be refused if what it reads were personal
        const read = new Set(conditionsOf(model).flatMap(freeNames));
        if (read.size > 0) expect(checkPersonal(model, read)).to.not.deep.equal([]);
      });

      const scenarios = readScenarios(json(`${slug}/scenarios.json`));

      it('has four scenarios or more, named after it, the straight and a late one among them', () => {
        expect(scenarios.length).to.be.at.least(4);
        expect(new Set(scenarios.map(({ id }) => id)).size).to.equal(scenarios.length);
        for (const { id } of scenarios) expect(id).to.match(new RegExp(`^${slug}/`));
        const labels = scenarios.flatMap((each) => each.labels ?? []);
        expect(labels).to.include.members(['straight', 'late', 'refusal']);
      });

      for (const scenario of scenarios.filter(({ disputed }) => disputed === undefined))
        it(`holds: ${scenario.id}`, async () => {
          const { failures } = await runScenario(
            scenario,
            text(`${slug}/process.bpmn`),
            organisation,
            undefined,
            await decisionFilesIn(fileURLToPath(new URL(slug, root))),
          );
          expect(failures).to.deep.equal([]);
        });
    });
});
