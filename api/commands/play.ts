/** `taicho play FILE`: runs one procedure in the terminal, step by step, on a virtual clock. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  CommandRejected,
  comingFlags,
  defaultOrganisation,
  enabledCommands,
  readBpmn,
  readOrganisation,
  type Command as EngineCommand,
  type Organisation,
  type ProcessModel,
} from '../../engine/index.ts';
import { unitsOfKind } from '../../engine/deadlines/organisation.ts';
import { afterDuration } from '../../engine/model/iso-8601.ts';
import { nextDue, passTime } from '../../engine/scenarios/pass-time.ts';
import { execute, openWorld, startDossier, type Dossier, type World } from '../../engine/scenarios/world.ts';
import type { Variables } from '../../engine/semantics/state.ts';
import type { Command } from '../command.ts';
import { decisionFilesIn } from '../decision-files.ts';
import { readJson, readText, UnusableInput, wrongArguments } from '../input.ts';
import { controlSlipLines, eventLines, painter, screen, shownInstant, unitName } from '../play-screen.ts';

const proceduresFolder = join(dirname(fileURLToPath(import.meta.url)), '../../procedures');

const usage = 'taicho play [FILE.bpmn|FOLDER] [--organisation FILE] [--now INSTANT] [--variables JSON]';

const play: Command = {
  usage,
  summary:
    'Chạy thử một thủ tục trong cửa sổ lệnh, thời gian trôi theo lệnh của bạn: thấy cảnh báo mà không phải chờ / plays one procedure in the terminal on a clock that you move: its flags without waiting for days. Without a file it offers the curated ones.',

  async run(args) {
    const { values, positionals } = readArguments(args);
    const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY });
    const lines = terminal[Symbol.asyncIterator]();
    const ask: Ask = async (question) => {
      process.stdout.write(question);
      const { value, done } = await lines.next();
      return done ? undefined : String(value).trim();
    };
    try {
      const file = await fileOf(positionals[0] ?? (await chooseProcedure(ask)));
      return file === undefined ? 0 : await playFile(file, values, ask);
    } finally {
      close(terminal);
    }
  },
};

export default play;

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        organisation: { type: 'string' },
        now: { type: 'string', default: '2026-03-02T08:00:00+07:00' },
        variables: { type: 'string', default: '{}' },
      },
    });
  } catch (error) {
    throw wrongArguments(error, usage);
  }
}

/** Undefined at the end of the input. */
type Ask = (question: string) => Promise<string | undefined>;

function close(terminal: Interface): void {
  terminal.close();
  process.stdin.unref?.();
}

async function chooseProcedure(ask: Ask): Promise<string | undefined> {
  const files = await readdir(proceduresFolder, { recursive: true }).catch(() => []);
  const folders = files.flatMap((name) => (basename(name) === 'procedure.json' ? dirname(name) : [])).sort();
  for (const [index, name] of folders.entries()) {
    const about = (await readJson(join(proceduresFolder, name, 'procedure.json'))) as { name?: string };
    console.log(`${String(index + 1).padStart(3)}  ${about.name ?? name}`);
  }
  const answer = await ask('Chọn thủ tục / choose a procedure: ');
  const chosen = folders[Number(answer) - 1];
  if (answer === undefined || answer === '') return undefined;
  if (!chosen) throw new UnusableInput('NO_SUCH_CHOICE', `không có lựa chọn / no such choice: "${answer}"`);
  return join(proceduresFolder, chosen);
}

async function fileOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UnusableInput('NOT_FOUND', `không có tệp hoặc thư mục / no such file or folder: ${path}`);
  return found.isDirectory() ? join(path, 'process.bpmn') : path;
}

async function organisationFor(file: string, named: string | undefined): Promise<Organisation> {
  const beside = join(dirname(file), '..', 'organisation.json');
  const path = named ?? ((await stat(beside).catch(() => undefined)) ? beside : undefined);
  if (path === undefined) return defaultOrganisation;
  const { organisation, problems } = readOrganisation(await readJson(path));
  if (!organisation)
    throw new UnusableInput('ORGANISATION_INVALID', `${path}: ${problems.map(({ at, message }) => `${at ?? ''} ${message}`).join('; ')}`);
  return organisation;
}

async function playFile(file: string, options: { organisation?: string; now: string; variables: string }, ask: Ask): Promise<number> {
  const { model, problems } = await readBpmn(await readText(file), undefined, await decisionFilesIn(dirname(file)));
  for (const { code, at, line, message, messageEn } of problems)
    console.error(`${code} ${at ?? (line === undefined ? '' : `dòng ${line}`)}: ${message} / ${messageEn}`);
  if (!model) return 2;
  const nowMs = Date.parse(options.now);
  if (Number.isNaN(nowMs)) throw new UnusableInput('ARGUMENTS', `--now "${options.now}" không phải thời điểm / is not an instant`);
  const paint = painter(Boolean(process.stdout.isTTY) && process.env['NO_COLOR'] === undefined);
  const world = openWorld(model, { organisation: await organisationFor(file, options.organisation) }, nowMs);
  const main = [...model.processes.values()].find(({ starts }) => starts.length > 0) ?? [...model.processes.values()][0]!;
  console.log(paint('bold', main.name ?? main.id));
  const participants = boundKinds(model, world.environment.organisation, nowMs);
  const dossier = startDossier(world, {
    type: 'startInstance',
    ...startChoice(main),
    participants,
    variables: variablesOf(options.variables),
  });
  let shown = 0;
  for (;;) {
    for (const line of eventLines(world, dossier.events.slice(shown), paint)) console.log(line);
    shown = dossier.events.length;
    console.log(screen(world, dossier, paint));
    if (dossier.state.status === 'ended') {
      for (const line of controlSlipLines(world, dossier, paint)) console.log(line);
      return 0;
    }
    const actions = actionsOf(world, dossier, ask);
    console.log('');
    for (const [index, { label }] of actions.entries()) console.log(`${String(index + 1).padStart(3)}  ${label}`);
    const answer = await ask(
      'Chọn số, hoặc +2h / +1d để chuyển giờ, x=1 để đặt biến, q để thoát / a number, +2h or +1d lets time pass, x=1 sets a variable, q ends: ',
    );
    if (answer === undefined || answer === 'q') return 0;
    try {
      await act(world, dossier, actions, answer);
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
      console.log(paint('red', `${error.message} / ${error.messageEn} (${error.code})`));
    }
  }
}

/** Each kind of unit that the model leaves open is bound to the organisation's first unit of that kind. */
function boundKinds(model: ProcessModel, organisation: Organisation, nowMs: number): Record<string, string> {
  const kinds = new Set([...model.nodes.values()].flatMap(({ step, place }) => step?.kind ?? place?.kind ?? []));
  const date = new Date(nowMs).toISOString().slice(0, 10);
  return Object.fromEntries(
    [...kinds].flatMap((kind) =>
      unitsOfKind(organisation, kind, date)
        .slice(0, 1)
        .map(({ id }) => [kind, id]),
    ),
  );
}

function startChoice({
  id,
  startEvents,
  starts,
}: {
  id: string;
  startEvents: readonly { id: string }[];
  starts: readonly { id: string }[];
}) {
  const at = startEvents.length > 0 ? (starts[0] ?? startEvents[0])!.id : undefined;
  return at === undefined ? { process: id } : { at };
}

function variablesOf(text: string): Variables {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Variables;
  } catch {
    // told below, with what is wanted
  }
  throw new UnusableInput('ARGUMENTS', `--variables "${text}" không phải đối tượng JSON / is not a JSON object`);
}

interface Action {
  readonly label: string;
  readonly act: () => void | Promise<void>;
}

async function act(world: World, dossier: Dossier, actions: readonly Action[], answer: string): Promise<void> {
  const assignment = /^([^=\s]+)\s*=\s*(.+)$/.exec(answer);
  const passing = /^\+\s*(\d+)\s*(h|d|m|giờ|ngày|phút)$/.exec(answer);
  if (assignment) execute(world, dossier, { type: 'setVariables', variables: { [assignment[1]!]: valueOf(assignment[2]!) } });
  else if (passing) {
    const [, amount, unit] = passing;
    const text = unit === 'd' || unit === 'ngày' ? `P${amount}D` : `PT${amount}${unit === 'h' || unit === 'giờ' ? 'H' : 'M'}`;
    await passTime(world, afterDuration(world.nowMs, text)!);
  } else {
    const chosen = actions[Number(answer) - 1];
    if (!chosen) console.log(`Không có lựa chọn "${answer}" / no such choice`);
    else await chosen.act();
  }
}

/** JSON where it is JSON, else the text itself. */
function valueOf(text: string): Variables[string] {
  try {
    return JSON.parse(text) as Variables[string];
  } catch {
    return text;
  }
}

/** What a person can do now, in words. */
function actionsOf(world: World, dossier: Dossier, ask: Ask): Action[] {
  const { model, environment } = world;
  const { state } = dossier;
  const name = (key: string) => model.nodes.get(key.slice(0, key.lastIndexOf('#')))?.name ?? key;
  const run = (command: EngineCommand) => () => execute(world, dossier, command);
  const actions: Action[] = [];
  for (const command of enabledCommands(model, state, new Date(world.nowMs))) {
    if (command.type === 'completeTask' || command.type === 'completeJob')
      actions.push({ label: `Hoàn thành: ${name(command.elementKey)}`, act: () => complete(world, dossier, command, ask) });
    else if (command.type === 'activateActivity')
      actions.push({ label: `Bắt đầu: ${model.nodes.get(command.activity)!.name ?? command.activity}`, act: run(command) });
    else if (command.type === 'claimTask' && state.elements[command.elementKey]!.step?.holder === undefined) {
      const unit = state.elements[command.elementKey]!.step?.unit;
      const officer = [...environment.organisation.officers.values()].find((one) => one.unit === unit)?.name ?? 'cán bộ';
      actions.push({ label: `${officer} nhận việc: ${name(command.elementKey)}`, act: run({ ...command, by: officer }) });
    } else if (command.type === 'acceptHandOff')
      actions.push({ label: `Nhận bàn giao từ ${unitName(world, state.handOffs[command.handOffKey]!.from)}`, act: run(command) });
    else if (command.type === 'returnHandOff')
      actions.push({
        label: `Trả lại cho ${unitName(world, state.handOffs[command.handOffKey]!.from)}`,
        act: async () => run({ ...command, reason: (await ask('Lý do: ')) || 'không nêu lý do' })(),
      });
    else if (command.type === 'sendAgain')
      actions.push({
        label: `Chuyển lại sau khi sửa: ${unitName(world, state.corrections[command.correctionKey]!.unit)}`,
        act: run(command),
      });
    else if (command.type === 'trigger') {
      const { type, elementId } = state.subscriptions[command.elementKey]!;
      if (type !== 'timer') actions.push({ label: `Xảy ra: ${model.nodes.get(elementId)!.name ?? elementId}`, act: run(command) });
    } else if (command.type === 'resolveIncident')
      actions.push({ label: `Thử lại sau sự cố: ${state.incidents[command.incidentKey]!.elementId}`, act: run(command) });
  }
  const [flag] = comingFlags(model, state, environment.organisation);
  const due = nextDue(world, Infinity);
  if (due)
    actions.push({
      label: `Chuyển tới ${shownInstant(due.atMs)}${flag && Date.parse(flag.at) === due.atMs ? ' (cảnh báo kế tiếp)' : ' (mốc thời gian kế tiếp)'}`,
      act: () => passTime(world, due.atMs),
    });
  return actions;
}

/** Completes a task; where the way then splits on data, the person chooses the way. */
async function complete(
  world: World,
  dossier: Dossier,
  command: Extract<EngineCommand, { type: 'completeTask' | 'completeJob' }>,
  ask: Ask,
): Promise<void> {
  const node = world.model.nodes.get(dossier.state.elements[command.elementKey]!.elementId)!;
  const split = node.outgoing
    .map(({ target }) => target)
    .find(
      ({ type, outgoing }) =>
        (type === 'exclusiveGateway' || type === 'inclusiveGateway' || type === 'complexGateway') &&
        outgoing.some(({ condition }) => condition !== undefined),
    );
  if (split) {
    for (const [index, { name, condition, target, isDefault }] of split.outgoing.entries())
      console.log(
        `${String(index + 1).padStart(5)}  ${name ?? condition ?? (isDefault ? 'trường hợp khác' : '')} → ${target.name ?? target.id}`,
      );
    const answer = await ask(`  ${split.name ?? 'Chọn nhánh'} (Enter: theo dữ liệu): `);
    const chosen = split.outgoing[Number(answer) - 1];
    const { [split.id]: _old, ...others } = world.environment.choices ?? {};
    world.environment = { ...world.environment, choices: chosen ? { ...others, [split.id]: [chosen.id] } : others };
  }
  execute(world, dossier, command);
}
