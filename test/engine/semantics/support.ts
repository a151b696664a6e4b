/** What the tests of the token engine share: BPMN written short, and a dossier that is played command by command. */
import { expect } from 'chai';
import type { Organisation } from '../../../engine/deadlines/organisation.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import type { CalledVersions } from '../../../engine/model/called-version.ts';
import type { ProcessModel } from '../../../engine/model/types.ts';
import { runScenario } from '../../../engine/scenarios/run-scenario.ts';
import { readScenarios, type Scenario } from '../../../engine/scenarios/scenario.ts';
import { advance, plainEnvironment } from '../../../engine/semantics/advance.ts';
import { replay } from '../../../engine/semantics/apply.ts';
import type { Command } from '../../../engine/semantics/commands.ts';
import { CommandRejected } from '../../../engine/semantics/errors.ts';
import type { Event } from '../../../engine/semantics/events.ts';
import type { Environment } from '../../../engine/semantics/run.ts';
import { initialState, type Incident, type State, type Variables } from '../../../engine/semantics/state.ts';
import { content, definitions, element, escape, modelOfXml, processXml } from '../../support/bpmn.ts';

const names = (tag: string, attribute: string, ids: readonly string[]) =>
  ids.map((id) => `<${tag} id="${id}" ${attribute}="${id}"/>`).join('');
const roots =
  names('message', 'name', ['M1', 'M2', 'M3']) +
  names('signal', 'name', ['S1', 'S2']) +
  names('error', 'errorCode', ['E1', 'E2']) +
  names('escalation', 'escalationCode', ['X1', 'X2']);

/** A file with messages M1–M3, signals S1 and S2, errors E1 and E2, escalations X1 and X2 and the given processes or pools. */
export function file(...processes: string[]): string {
  return definitions(roots, ...processes);
}

/** A file with one procedure: attributes and extension elements of the process, then what is in it. */
export function procedure(attributes: string, extensions: string, ...parts: string[]): string {
  return file(
    `<process id="P" isExecutable="true" ${attributes}><extensionElements>${extensions}</extensionElements>${content(...parts)}</process>`,
  );
}

/** A centre, two departments, the first with two divisions; Monday to Friday 7:30–11:30 and 13:00–17:00. */
export const offices = readOrganisation({
  id: 'offices',
  name: 'Offices',
  units: [
    { id: 'centre', name: 'Centre', level: 'centre' },
    { id: 'land', name: 'Land', level: 'department' },
    { id: 'maps', name: 'Maps', level: 'division', parent: 'land' },
    { id: 'titles', name: 'Titles', level: 'division', parent: 'land' },
    { id: 'tax', name: 'Tax', level: 'department' },
  ],
}).organisation!;

/** A file with one process. */
export function bpmn(...parts: string[]): string {
  return file(processXml('P', ...parts));
}

export const start = (id: string, what?: string) => event('startEvent', id, what);
export const end = (id: string, what?: string) => event('endEvent', id, what);
export const user = (id: string, children = '', attributes = '') => element('userTask', id, children, attributes);
export const xor = (id: string) => element('exclusiveGateway', id);
export const and = (id: string) => element('parallelGateway', id);
export const or = (id: string) => element('inclusiveGateway', id);
export const script = (id: string, feel: string, result?: string, children = '') =>
  element(
    'scriptTask',
    id,
    `${children}<script>${escape(feel)}</script>`,
    `scriptFormat="feel"${result === undefined ? '' : ` tthc:resultVariable="${result}"`}`,
  );

/** An event; `what` is `message:M1`, `signal:S1`, `timer:PT1H`, `date:…`, `cycle:R3/PT1H`, `error:E1` (or `error`), `escalation:X1`, `link:L`, `terminate`, `cancel`, `compensate`, `compensate:a` or `compensate?`. */
export function event(type: string, id: string, what?: string, attributes = '', children = ''): string {
  return element(type, id, children + (what === undefined ? '' : eventDefinition(what)), attributes);
}

function eventDefinition(what: string): string {
  const colon = what.indexOf(':');
  const kind = colon < 0 ? what : what.slice(0, colon);
  const value = colon < 0 ? '' : what.slice(colon + 1);
  if (kind === 'timer' || kind === 'date' || kind === 'cycle') {
    const tag = { timer: 'timeDuration', date: 'timeDate', cycle: 'timeCycle' }[kind];
    return `<timerEventDefinition><${tag} xsi:type="tFormalExpression">${escape(value)}</${tag}></timerEventDefinition>`;
  }
  if (kind === 'link') return `<linkEventDefinition name="${value}"/>`;
  if (kind === 'message') {
    const [name, key] = value.split('?');
    return `<messageEventDefinition messageRef="${name}"${key === undefined ? '' : ` tthc:correlationKey="${escape(key)}"`}/>`;
  }
  // `compensate:a` takes back one activity, `compensate?` does not wait
  if (kind.startsWith('compensate'))
    return `<compensateEventDefinition${value && ` activityRef="${value}"`}${kind.endsWith('?') ? ' waitForCompletion="false"' : ''}/>`;
  return `<${kind}EventDefinition${value && ` ${kind}Ref="${value}"`}/>`;
}

/** A compensation boundary event of `host`, the activity that takes it back, and the association between the two. */
export function compensated(host: string, handler: string = user(`undo_${host}`)): string {
  const [id] = /id="(\w+)"/.exec(handler)!.slice(1);
  const marked = handler.replace(/^<(\w+) /, '<$1 isForCompensation="true" ');
  return `${boundary(`${host}_compensation`, host, 'compensate')}${marked}<association id="${host}_line" associationDirection="One" sourceRef="${host}_compensation" targetRef="${id}"/>`;
}

/** A transaction subprocess. */
export function transaction(id: string, ...parts: string[]): string {
  return element('transaction', id, content(...parts));
}

export const catching = (id: string, what: string) => event('intermediateCatchEvent', id, what);
export const throwing = (id: string, what?: string) => event('intermediateThrowEvent', id, what);

export function boundary(id: string, host: string, what: string, interrupting: boolean = true, children = ''): string {
  return event('boundaryEvent', id, what, `attachedToRef="${host}"${interrupting ? '' : ' cancelActivity="false"'}`, children);
}

export function sub(id: string, ...parts: string[]): string {
  return element('subProcess', id, content(...parts));
}

/** An event subprocess that starts at `<id>_start` and leads to `first`. */
export function eventSub(id: string, what: string, interrupting: boolean, first: string, ...parts: string[]): string {
  const begin = event('startEvent', `${id}_start`, what, interrupting ? '' : 'isInterrupting="false"');
  return element('subProcess', id, begin + content(`${id}_start->${first}`, ...parts), 'triggeredByEvent="true"');
}

export const call = (id: string, process: string, children = '') => element('callActivity', id, children, `calledElement="${process}"`);

/** Input and output mappings `source->target`. */
export function mappings(inputs: Readonly<Record<string, string>>, outputs: Readonly<Record<string, string>> = {}): string {
  const written = (tag: string, given: Readonly<Record<string, string>>) =>
    Object.entries(given)
      .map(([target, source]) => `<tthc:${tag} source="${escape(source)}" target="${target}"/>`)
      .join('');
  return `<extensionElements>${written('input', inputs)}${written('output', outputs)}</extensionElements>`;
}

export interface MultiInstance {
  readonly sequential?: boolean;
  readonly cardinality?: string;
  readonly collection?: string;
  readonly each?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
  readonly until?: string;
}

export function multiInstance({
  sequential = false,
  cardinality,
  collection,
  each,
  outputCollection,
  outputElement,
  until,
}: MultiInstance): string {
  const attributes = {
    isSequential: String(sequential),
    'tthc:collection': collection,
    'tthc:elementVariable': each,
    'tthc:outputCollection': outputCollection,
    'tthc:outputElement': outputElement,
  };
  const written = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escape(value)}"`]));
  const expression = (tag: string, text: string | undefined) =>
    text === undefined ? '' : `<${tag} xsi:type="tFormalExpression">${escape(text)}</${tag}>`;
  return `<multiInstanceLoopCharacteristics ${written.join(' ')}>${expression('loopCardinality', cardinality)}${expression('completionCondition', until)}</multiInstanceLoopCharacteristics>`;
}

export function loop(condition: string | undefined, attributes = ''): string {
  const body = condition === undefined ? '' : `<loopCondition xsi:type="tFormalExpression">${escape(condition)}</loopCondition>`;
  return `<standardLoopCharacteristics ${attributes}>${body}</standardLoopCharacteristics>`;
}

/** Runs a scenario on the model; fails with everything that did not hold. The object is also checked as a scenario file would be. */
export async function holds(xml: string, scenario: Omit<Scenario, 'id' | 'xml' | 'model'>, organisation?: Organisation): Promise<void> {
  const [read] = readScenarios(JSON.parse(JSON.stringify({ id: 'case', xml, ...scenario })));
  const { failures } = await runScenario(read!, xml, organisation);
  expect(failures).to.deep.equal([]);
}

export const monday = '2026-03-02T08:00:00+07:00';

/** A dossier in the middle of a test. Every command is also replayed from its events. */
export interface Play {
  readonly model: ProcessModel;
  state: State;
  events: Event[];
  now: Date;
  /** Executes a command and gives its events. */
  send(command: Command): readonly Event[];
  /** Completes the oldest active task or job of an element. */
  complete(elementId: string, variables?: Variables, by?: string): readonly Event[];
  /** Ids of the tasks and events that wait, sorted; what stands around them is left out. */
  active(): string[];
  /** Ids in order of completion, gateways and events included. */
  completed(): string[];
  /** Key of the oldest active element of an id. */
  key(elementId: string): string;
  /** Key of the oldest subscription of an id. */
  armed(elementId: string): string;
  incidents(): Incident[];
  /** Expects a refusal with this code that changes nothing. */
  refuses(code: string, command: Command): void;
  /** A process variable, of a running or ended process. */
  variable(name: string): unknown;
  at(instant: string): void;
}

/** A started dossier; `start` may name process, event, variables and participants. */
export async function played(
  xml: string,
  start: Partial<Extract<Command, { type: 'startInstance' }>> = {},
  environment: Environment = plainEnvironment,
  called?: CalledVersions,
  decisions?: Readonly<Record<string, string>>,
): Promise<Play> {
  const dossier = await created(xml, environment, called, decisions);
  dossier.send({ type: 'startInstance', ...start });
  return dossier;
}

/** A dossier before its first command. */
export async function created(
  xml: string,
  environment: Environment = plainEnvironment,
  called?: CalledVersions,
  decisions?: Readonly<Record<string, string>>,
): Promise<Play> {
  const model = await modelOfXml(xml, called, decisions);
  const numbered = (record: Readonly<Record<string, unknown>>, id: string) =>
    Object.keys(record)
      .filter((key) => key.slice(0, key.lastIndexOf('#')) === id)
      .sort((a, b) => Number(a.slice(a.lastIndexOf('#') + 1)) - Number(b.slice(b.lastIndexOf('#') + 1)));
  const oldest = (record: Readonly<Record<string, unknown>>, id: string) => {
    const [first] = numbered(record, id);
    if (first === undefined) throw new Error(`Nothing of ${id} among ${Object.keys(record).join(', ')}`);
    return first;
  };
  const play: Play = {
    model,
    state: initialState,
    events: [],
    now: new Date(monday),
    send(command) {
      const before = play.state;
      const decided = advance(model, before, command, play.now, environment);
      expect(replay(decided.events, before), 'replay').to.deep.equal(decided.state);
      play.state = decided.state;
      for (const each of decided.events) play.events.push(each);
      return decided.events;
    },
    complete(elementId, variables = {}, by) {
      const waiting = numbered(play.state.elements, elementId).filter((key) => !play.state.elements[key]!.rounds);
      const type = model.nodes.get(elementId)!.type;
      const elementKey = waiting[0] ?? oldest({}, elementId);
      if (type === 'serviceTask' || type === 'sendTask') return play.send({ type: 'completeJob', elementKey, variables });
      return play.send({ type: 'completeTask', elementKey, variables, ...(by !== undefined && { by }) });
    },
    active: () =>
      Object.values(play.state.elements)
        .filter(
          ({ rounds, elementId, compensation }) =>
            !rounds && !compensation && !['subProcess', 'adHocSubProcess', 'callActivity'].includes(model.nodes.get(elementId)!.type),
        )
        .map(({ elementId }) => elementId)
        .sort(),
    completed: () =>
      play.events.flatMap((each) => (each.type === 'elementCompleted' || each.type === 'elementPassed' ? [each.elementId] : [])),
    key: (elementId) => oldest(Object.fromEntries(Object.entries(play.state.elements).filter(([, { rounds }]) => !rounds)), elementId),
    armed: (elementId) => oldest(play.state.subscriptions, elementId),
    incidents: () => Object.values(play.state.incidents),
    refuses(code, command) {
      const before = JSON.stringify(play.state);
      let refusal: unknown;
      try {
        advance(model, play.state, command, play.now, environment);
      } catch (error) {
        refusal = error;
      }
      expect(refusal, JSON.stringify(command)).to.be.instanceOf(CommandRejected);
      const { code: found, message, messageEn } = refusal as CommandRejected;
      expect(found, message).to.equal(code);
      expect(message).to.not.equal('');
      expect(messageEn).to.not.equal('');
      expect(JSON.stringify(play.state)).to.equal(before);
    },
    variable(name) {
      for (const { parent, variables } of Object.values(play.state.scopes))
        if (parent === undefined && Object.hasOwn(variables, name)) return variables[name];
      return play.state.result?.[name];
    },
    at(instant) {
      play.now = new Date(instant);
    },
  };
  return play;
}

/** Nothing is left behind when a dossier has ended. */
export function expectEmpty({ state }: Play): void {
  expect({ ...state.scopes, ...state.elements, ...state.subscriptions, ...state.incidents, ...state.corrections }).to.deep.equal({});
  expect(state.status).to.equal('ended');
}
