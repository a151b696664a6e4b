/** Calls of other procedure versions while they run: the same as calls inside one file, under ids with a prefix. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import type { CalledVersion, CalledVersions } from '../../../engine/model/called-version.ts';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { readScenarios, type Scenario, type Step } from '../../../engine/scenarios/scenario.ts';
import { advance, advanceDraft, plainEnvironment } from '../../../engine/semantics/advance.ts';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import { enabledCommands } from '../../../engine/semantics/enabled-commands.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import { comingFlags } from '../../../engine/semantics/flags.ts';
import type { Environment } from '../../../engine/semantics/run.ts';
import { initialState, type State } from '../../../engine/semantics/state.ts';
import { content, definitions, modelOfXml, processXml } from '../../support/bpmn.ts';
import { randomModel, randomOf, type Random } from '../../support/random-model.ts';
import { randomStep } from '../../support/random-run.ts';
import { boundary, call, created, end, expectEmpty, file, mappings, offices, played, start, user } from './support.ts';

const version = (processId: string, xml: string, called?: CalledVersions, number = 1): CalledVersion => ({
  processId,
  version: number,
  xml,
  ...(called && { called }),
});
const callee = file(processXml('Q', start('s'), user('a'), end('e'), 's->a', 'a->e'));
const caller = (...parts: string[]) => file(processXml('P', start('s'), ...parts, 's->c'));

/** JSON with the keys of every object turned round. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => turned(entry)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, turned(inner as unknown)])) as T;
}

describe('a called version', () => {
  it('runs with what the call gives it and gives back what the call asks for', async () => {
    const xml = caller(call('c', 'Q', mappings({ amount: '=fee * 2' }, { paid: '=got' })), end('e'), 'c->e');
    const dossier = await played(
      xml,
      { variables: { fee: 5, hidden: 1 } },
      plainEnvironment,
      new Map([['Q', version('Q', callee, undefined, 3)]]),
    );

    expect(dossier.active()).to.deep.equal(['Q@3/a']);
    expect(dossier.state.elements['Q@3/a#1']!.scope).to.equal('c#1');
    expect(dossier.state.scopes['c#1']!.containerId).to.equal('Q@3/Q');
    expect(dossier.state.scopes['c#1']!.variables).to.deep.equal({ amount: 10 });
    dossier.complete('Q@3/a', { got: true });
    expect(dossier.completed()).to.deep.equal(['s', 'Q@3/s', 'Q@3/a', 'Q@3/e', 'c', 'e']);
    expect(dossier.variable('paid')).to.equal(true);
    expect(dossier.variable('got')).to.equal(undefined);
    expectEmpty(dossier);
  });

  it('throws its errors to the boundary of the call', async () => {
    const failing = file(processXml('Q', start('s'), user('a'), end('bad', 'error:E1'), 's->a', 'a->bad'));
    const xml = caller(call('c', 'Q'), boundary('caught', 'c', 'error:E1'), user('repair'), 'caught->repair');
    const dossier = await played(xml, {}, plainEnvironment, new Map([['Q', version('Q', failing)]]));
    dossier.complete('Q@1/a');
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(dossier.events.filter(({ type }) => type === 'errorThrown')).to.deep.equal([
      { type: 'errorThrown', elementId: 'Q@1/bad', code: 'E1', caughtBy: 'caught' },
    ]);
  });

  it('raises its incidents under its own ids, and goes on when they are resolved', async () => {
    const deciding = file(
      processXml('Q', start('s'), '<exclusiveGateway id="g"/>', user('yes'), user('no'), 's->g', 'g->yes?ok', 'g->no!'),
    );
    const dossier = await played(caller(call('c', 'Q')), {}, plainEnvironment, new Map([['Q', version('Q', deciding)]]));
    const [incident] = dossier.incidents();
    expect([incident!.code, incident!.elementId, incident!.key.slice(0, 6)]).to.deep.equal(['CONDITION_FAILED', 'Q@1/g', 'Q@1/g!']);
    dossier.send({ type: 'setVariables', variables: { ok: true }, scope: 'c#1' });
    dossier.send({ type: 'resolveIncident', incidentKey: incident!.key });
    expect(dossier.active()).to.deep.equal(['Q@1/yes']);
  });

  it('hands the dossier over on the way in and on the way out', async () => {
    const units = (unit: string) => `tthc:unit="${unit}"`;
    const xml = caller(
      user('before', '', units('centre')),
      call('c', 'Q'),
      user('after', '', units('centre')),
      'before->c',
      'c->after',
    ).replace('sourceRef="s" targetRef="c"', 'sourceRef="s" targetRef="before"');
    const lanes = '<laneSet id="l"><lane id="maps" tthc:department="land" tthc:unit="maps"><flowNodeRef>a</flowNodeRef></lane></laneSet>';
    const other = file(`<process id="Q">${lanes}${content(start('s'), user('a'), 's->a')}</process>`);
    const dossier = await played(xml, {}, { organisation: offices }, new Map([['Q', version('Q', other)]]));
    dossier.complete('before');
    dossier.send({ type: 'acceptHandOff', handOffKey: 'Q@1/a#1~1', by: 'lan' });
    dossier.send({ type: 'returnHandOff', handOffKey: 'Q@1/a#1~1', reason: 'thiếu bản đồ' });
    dossier.send({ type: 'sendAgain', correctionKey: 'Q@1/a#1~1~return' });
    dossier.complete('Q@1/a');
    expect(
      Object.values(dossier.state.handOffs).map(({ key, from, to, state, fromElementKey }) => [key, from, to, state, fromElementKey]),
    ).to.deep.equal([
      ['Q@1/a#1~1', 'centre', 'maps', 'returned', 'before#1'],
      ['Q@1/a#1~2', 'centre', 'maps', 'accepted', 'before#1'],
      ['after#1~1', 'maps', 'centre', 'sent', 'Q@1/a#1'],
    ]);
  });

  it('may call a third file; both run beside another version of the same callee', async () => {
    const third = version('R', file(processXml('R', start('s'), user('a'), 's->a')), undefined, 4);
    const between = version('Q', file(processXml('Q', start('s'), call('x', 'R'), 's->x')), new Map([['R', third]]), 2);
    const older = version('Q', callee.replaceAll('"Q"', '"Q1"'), undefined, 1);
    const xml = caller('<parallelGateway id="c"/>', call('one', 'Q1'), call('two', 'Q'), 'c->one', 'c->two');
    const dossier = await played(
      xml,
      {},
      plainEnvironment,
      new Map([
        ['Q1', older],
        ['Q', between],
      ]),
    );
    expect(dossier.active()).to.deep.equal(['Q@1/a', 'R@4/a']);
    dossier.complete('R@4/a');
    dossier.complete('Q@1/a');
    expectEmpty(dossier);
  });

  it('never starts a dossier, by name, by its events or as the only one that could', async () => {
    const other = file(processXml('Q', start('s'), start('mail', 'message:M1'), user('a'), 's->a', 'mail->a'));
    const dossier = await created(caller(call('c', 'Q')), plainEnvironment, new Map([['Q', version('Q', other)]]));
    expect(enabledCommands(dossier.model, dossier.state, dossier.now)).to.deep.equal([{ type: 'startInstance', process: 'P', at: 's' }]);
    for (const what of [{ process: 'Q@1/Q' }, { at: 'Q@1/s' }, { at: 'Q@1/mail' }, { process: 'Q@1/Q', at: 'Q@1/s' }])
      dossier.refuses('NO_SUCH_START', { type: 'startInstance', ...what });

    const triggered = file(processXml('P', start('s', 'message:M1'), call('c', 'Q'), 's->c'));
    (await created(triggered, plainEnvironment, new Map([['Q', version('Q', other)]]))).refuses('NO_SUCH_START', { type: 'startInstance' });
  });

  it('keeps nothing of the caller by the appointments of its own procedure', async () => {
    const promising = (id: string, extensions: string, ...parts: string[]) =>
      file(`<process id="${id}"><extensionElements>${extensions}</extensionElements>${content(...parts)}</process>`);
    const own = '<tthc:appointment order="1" value="3" unit="workingDay"/>';
    const theirs =
      '<tthc:appointment order="1" value="9" unit="workingDay" until="a"/><tthc:appointment order="2" value="9" unit="workingDay" from="a"/>';
    const dossier = await played(
      promising('P', own, start('s'), call('c', 'Q'), user('b'), 's->c', 'c->b'),
      {},
      plainEnvironment,
      new Map([['Q', version('Q', promising('Q', theirs, start('s'), user('a'), 's->a'))]]),
    );
    dossier.complete('Q@1/a');
    const { appointments } = dossier.state.clock!;
    expect(appointments.map(({ order, keptAt }) => [order, keptAt])).to.deep.equal([[1, undefined]]);
    expect(appointments[0]!.dueAt).to.equal('2026-03-05T10:00:00.000Z');
  });
});

/** One step of a run on both models: decided alike, replayed, and blind to the order of keys. */
function step(
  one: ProcessModel,
  other: ProcessModel,
  states: readonly [State, State],
  command: Command,
  nowMs: number,
  environment: Environment,
  plain: (text: string) => string,
) {
  const now = new Date(nowMs);
  const decide = (model: ProcessModel, state: State, given: Command): { events: readonly Event[]; state: State; code?: string } => {
    try {
      return advance(model, state, given, now, environment);
    } catch (error) {
      return { events: [], state, code: (error as { code: string }).code };
    }
  };
  const linked = decide(other, states[1], command);
  const single = decide(one, states[0], JSON.parse(plain(JSON.stringify(command))) as Command);
  expect(plain(JSON.stringify([linked.events, linked.code ?? null]))).to.equal(JSON.stringify([single.events, single.code ?? null]));
  expect(replay(JSON.parse(JSON.stringify(linked.events)) as Event[], states[1])).to.deep.equal(linked.state);
  if (linked.code === undefined) {
    const draft = turned(JSON.parse(JSON.stringify(states[1])) as State);
    expect(advanceDraft(other, draft, command, now, environment)).to.deep.equal(linked.events);
  }
  return { states: [single.state, linked.state] as const, events: linked.events };
}

describe('linked and in one file', () => {
  /** The file in which the ids of process C begin with `C.1.`, which sorts among the others as `C@1/` does. */
  function inOneFile(xml: string, inside: string): string {
    const renamed = inside
      .replace(
        /\b(id|sourceRef|targetRef|attachedToRef|activityRef|dataObjectRef|default)="([^"]+)"/g,
        (_, name: string, id: string) => `${name}="C.1.${id}"`,
      )
      .replace(/<(flowNodeRef|incoming|outgoing|sourceRef|targetRef|dataInputRefs|optionalInputRefs)>/g, '<$1>C.1.');
    return xml.replace(inside, renamed).replaceAll('calledElement="C"', 'calledElement="C.1.C"');
  }

  it('random models decide the same, event by event', async function () {
    this.timeout(0);
    const seen = { models: 0, inside: 0, commands: 0 };
    for (let seed = 1; seen.models < 40; seed++) {
      const xml = randomModel(seed, 4 + (seed % 12));
      const inside = /<process id="C".*?<\/process>/s.exec(xml)?.[0];
      if (inside === undefined || !xml.includes('calledElement="C"')) continue;
      const roots = /<definitions[^>]*>(.*?)<(?:collaboration|process) /s.exec(xml)![1]!;
      const one = await modelOfXml(inOneFile(xml, inside));
      const other = await modelOfXml(xml.replace(inside, ''), new Map([['C', version('C', definitions(roots, inside))]]));
      expect([...other.nodes.keys()].sort()).to.deep.equal([...one.nodes.keys()].map((id) => id.replace('C.1.', 'C@1/')).sort());
      const plain = (text: string) => text.replaceAll('C@1/', 'C.1.');
      seen.models++;
      for (let run = 0; run < 3; run++) {
        const random: Random = randomOf(seed * 10 + run);
        const environment: Environment = { ...plainEnvironment, mostMoves: 150 };
        let states: readonly [State, State] = [initialState, initialState];
        let nowMs = Date.parse('2026-03-02T01:00:00Z');
        for (let count = 0; count < 25 && states[1].status !== 'ended'; count++) {
          const drawn = randomStep(random, other, states[1], nowMs, environment);
          nowMs = drawn.nowMs;
          const decided = step(one, other, states, drawn.command, nowMs, environment, plain);
          states = decided.states;
          seen.commands++;
          seen.inside += decided.events.filter(
            ({ type, ...rest }) => type === 'elementActivated' && JSON.stringify(rest).includes('"key":"C@1/'),
          ).length;
        }
      }
    }
    expect(seen.inside, 'elements of the called version were reached').to.be.greaterThan(100);
    expect(seen.commands).to.be.greaterThan(500);
  });
});

describe('procedures/lien-thong-karaoke, its called processes in files of their own', () => {
  const folder = new URL('../../../procedures/', import.meta.url);
  const text = (path: string) => readFileSync(new URL(path, folder), 'utf8');
  const whole = text('lien-thong-karaoke/process.bpmn');
  const main = 'Process_LienThongKaraoke';
  const { organisation } = readOrganisation(JSON.parse(text('organisation.json')));
  const environment: Environment = { organisation: organisation! };

  /** The file with only one of its processes, and the pools and message flows of that. */
  async function only(processId: string): Promise<string> {
    const moddle = tthcModdle();
    const { rootElement } = await moddle.fromXML(whole);
    const roots = rootElement.get('rootElements') as {
      $type: string;
      id: string;
      get(name: string): unknown;
      set(name: string, value: unknown): void;
    }[];
    const [collaboration] = roots.filter(({ $type }) => $type === 'bpmn:Collaboration');
    const participants = (collaboration!.get('participants') as { processRef?: { id: string } }[]).filter(
      ({ processRef }) => processRef === undefined || processRef.id === processId,
    );
    collaboration!.set('participants', participants);
    if (processId !== main) collaboration!.set('messageFlows', []);
    rootElement.set(
      'rootElements',
      roots.filter(({ $type, id }) => $type !== 'bpmn:Process' || id === processId),
    );
    rootElement.set('diagrams', []);
    return (await moddle.toXML(rootElement)).xml;
  }

  const called = ['Process_DangKyHoKinhDoanh', 'Process_AnNinhTratTu', 'Process_GiayPhepKaraoke'];

  async function linkedModel(): Promise<ProcessModel> {
    const versions = new Map<string, CalledVersion>();
    for (const [index, processId] of called.entries())
      versions.set(processId, version(processId, await only(processId), undefined, index + 1));
    const { model, problems } = await readBpmn(await only(main), versions);
    expect(problems).to.deep.equal([]);
    return model!;
  }

  const plain = (json: string) => json.replace(/Process_\w+@\d\//g, '');

  /** What a scenario's step is as a command; the clock may move before it. */
  function commandOf(state: State, { do: what, ...given }: Step & Record<string, unknown>): Command {
    const at = given.at as string | undefined;
    const keyOf = () => Object.keys(state.elements).find((key) => plain(key).replace(/#\d+$/, '') === at)!;
    const variables = given.variables === undefined ? {} : { variables: given.variables as never };
    if (what === 'start') return { type: 'startInstance', at: at!, participants: given.participants as never, ...variables };
    if (what === 'claim') return { type: 'claimTask', elementKey: keyOf(), by: given.by as string };
    if (what === 'complete') return { type: 'completeTask', elementKey: keyOf(), ...variables };
    if (what === 'requestSupplement') return { type: 'requestSupplement', elementKey: keyOf(), reason: '' };
    if (what === 'receiveSupplement' || what === 'withdraw') return { type: what };
    throw new Error(`${what} is not played here`);
  }

  for (const scenario of readScenarios(JSON.parse(text('lien-thong-karaoke/scenarios.json'))))
    it(`decides as in one file: ${scenario.id}`, async () => {
      const [one, other] = [await modelOfXml(whole), await linkedModel()];
      let states: readonly [State, State] = [initialState, initialState];
      let nowMs = Date.parse(scenario.given!.now!);
      const send = (command: Command) => {
        states = step(one, other, states, command, nowMs, environment, plain).states;
      };
      /** Timers and flags that are due on the way. */
      const pass = (untilMs: number) => {
        for (;;) {
          const timers = Object.values(states[1].subscriptions).flatMap(({ key, dueAt }) =>
            dueAt === undefined ? [] : [{ key, at: Date.parse(dueAt) }],
          );
          const [flag] = comingFlags(other, states[1], organisation!, untilMs);
          const [timer] = timers.filter(({ at }) => at <= untilMs).sort((a, b) => a.at - b.at);
          if (!timer && !flag) break;
          const flagMs = flag ? Date.parse(flag.at) : Infinity;
          nowMs = Math.max(nowMs, Math.min(flagMs, timer?.at ?? Infinity));
          send(flagMs <= nowMs ? { type: 'raiseFlags' } : { type: 'fireTimer', elementKey: timer!.key });
        }
        nowMs = untilMs;
      };
      for (const each of scenario.steps)
        if (each.do === 'advance') pass(Date.parse((each as { to: string }).to));
        else send(commandOf(states[1], each as Step & Record<string, unknown>));
      const last: Scenario['expect'][number] = scenario.expect.at(-1)!;
      expect(states[1].status).to.equal(last.ended ? 'ended' : 'active');
      expect(Object.values(states[1].steps).some(({ elementId }) => elementId.startsWith('Process_DangKyHoKinhDoanh@1/'))).to.equal(true);
    });
});
