/** What one step costs in a dossier of ten times the size: a straight process, nesting, parallel rounds, subscribers of a signal. Linear means the ratio is about 1. */
import { advanceDraft, draftOf, initialState, type Command, type ProcessModel, type State } from '../../../engine/index.ts';
import { definitions, element, modelOfXml, processXml } from '../../support/bpmn.ts';
import { rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';
import { now } from '../ten-tasks.ts';

interface Shape {
  readonly name: string;
  /** What one step is. */
  readonly unit: string;
  readonly sizes: readonly [few: number, many: number];
  model(size: number): Promise<ProcessModel>;
  /** After the start, which counts too. */
  commands(size: number): Iterable<Command>;
}

const rounds = (count: number) =>
  `<multiInstanceLoopCharacteristics><loopCardinality>${count}</loopCardinality></multiInstanceLoopCharacteristics>`;

const shapes: readonly Shape[] = [
  {
    name: 'straight process',
    unit: 'task in one command, 10,000 in a row',
    sizes: [1_000, 10_000],
    model(size) {
      const ids = Array.from({ length: size }, (_, index) => `t${index}`);
      const flows = ids.slice(1).map((id, index) => `<sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${id}"/>`);
      return modelOfXml(definitions(processXml('p', ...ids.map((id) => element('task', id)), ...flows)));
    },
    commands: () => [],
  },
  {
    name: 'nested subprocesses',
    unit: 'level, 1,000 deep, in and out',
    sizes: [100, 1_000],
    model(size) {
      let inside = element('userTask', 'task');
      for (let level = size; level > 0; level--) inside = element('subProcess', `s${level}`, inside);
      return modelOfXml(definitions(processXml('p', inside)));
    },
    commands: () => [{ type: 'completeTask', elementKey: 'task#1' }],
  },
  {
    name: 'parallel rounds',
    unit: 'round of 10,000, each completed alone',
    sizes: [1_000, 10_000],
    model: (size) => modelOfXml(definitions(processXml('p', element('userTask', 'task', rounds(size))))),
    *commands(size) {
      for (let round = 2; round <= size + 1; round++) yield { type: 'completeTask', elementKey: `task#${round}` };
    },
  },
  {
    name: 'subscribers of a signal',
    unit: 'of 10,000 reached by one signal',
    sizes: [1_000, 10_000],
    model: (size) =>
      modelOfXml(
        definitions(
          '<signal id="go" name="go"/>',
          processXml(
            'p',
            element(
              'subProcess',
              'each',
              `${rounds(size)}<intermediateCatchEvent id="wait"><signalEventDefinition signalRef="go"/></intermediateCatchEvent>`,
            ),
          ),
        ),
      ),
    commands: () => [{ type: 'broadcastSignal', name: 'go' }],
  },
];

/** Microseconds of one step: the quickest of some runs, for other work on the machine only adds. */
function microsOf(model: ProcessModel, size: number, commands: Shape['commands'], times: number): number {
  let best = Infinity;
  for (let time = 0; time < times; time++) {
    const draft: State = draftOf(initialState);
    const begun = performance.now();
    advanceDraft(model, draft, { type: 'startInstance' }, now);
    for (const command of commands(size)) advanceDraft(model, draft, command, now);
    best = Math.min(best, performance.now() - begun);
    if (draft.status !== 'ended') throw new Error('the dossier did not end');
  }
  return (best * 1e3) / size;
}

export const size: EngineRow = {
  name: 'size',
  async measure(_, effort) {
    const json: { name: string; size: number; micros: number; ratio: number }[] = [];
    const lines = [];
    for (const { name, unit, sizes, model, commands } of shapes) {
      const [few, many] = sizes;
      const [small, large] = [await model(few), await model(many)];
      microsOf(small, few, commands, 2);
      const micros = microsOf(large, many, commands, effort.rounds);
      const ratio = micros / microsOf(small, few, commands, effort.rounds);
      json.push({ name, size: many, micros: rounded(micros, 2), ratio: rounded(ratio, 2) });
      lines.push({
        name: `size, ${name}`,
        value: `${rounded(micros, 2)} µs`,
        unit: `${unit}; ${rounded(ratio, 2)} × that of a tenth`,
        goal: 'linear: about 1 ×',
      });
    }
    return { json: { size: json }, lines };
  },
};
