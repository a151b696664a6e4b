/** One step of a run in plain words: for the list beside the diagram and for screen readers. */
import type { ScenarioStep } from '../../engine/index.ts';
import type { Say } from '../i18n/say.tsx';
import { parentOf, type FindElement, type TreeElement } from './tree-element.ts';

/** Name as people see it; unnamed ones by what they are. */
export function nameOf(element: TreeElement | undefined, id: string, say: Say): string {
  if (element?.name) return `“${element.name}”`;
  const kind = kindOf(element?.$type ?? '', say);
  return kind === undefined ? `“${id}”` : kind;
}

function kindOf(type: string, say: Say): string | undefined {
  switch (type) {
    case 'bpmn:StartEvent':
      return say('điểm bắt đầu', 'the start');
    case 'bpmn:EndEvent':
      return say('điểm kết thúc', 'the end');
    case 'bpmn:ExclusiveGateway':
      return say('cổng chọn một nhánh', 'the exclusive gateway');
    case 'bpmn:ParallelGateway':
      return say('cổng song song', 'the parallel gateway');
    case 'bpmn:InclusiveGateway':
      return say('cổng chọn một hoặc nhiều nhánh', 'the inclusive gateway');
    case 'bpmn:ComplexGateway':
      return say('cổng phức hợp', 'the complex gateway');
    case 'bpmn:EventBasedGateway':
      return say('cổng chờ sự kiện', 'the event-based gateway');
    case 'bpmn:SubProcess':
      return say('quy trình con', 'the subprocess');
    case 'bpmn:AdHocSubProcess':
      return say('quy trình con không theo thứ tự', 'the ad-hoc subprocess');
    case 'bpmn:Transaction':
      return say('giao dịch', 'the transaction');
    default:
      return undefined;
  }
}

/** The sentence of a step, with the conditions that have to hold for it. */
export function stepText(step: ScenarioStep, find: FindElement, say: Say): string {
  const conditions = step.conditionsAssumed.map(({ condition }) => condition);
  const when = conditions.length === 0 ? '' : say(` (khi ${conditions.join(' và ')})`, ` (when ${conditions.join(' and ')})`);
  const last = step.closes === true ? say('; không chọn thêm việc nào nữa', '; nothing more is chosen') : '';
  return `${sentence(step, find, say)}${when}${last}.`;
}

function sentence({ act, elementId, hostId, thrown, consumedFlows, producedFlows }: ScenarioStep, find: FindElement, say: Say): string {
  const element = find(elementId);
  const type = element?.$type ?? '';
  const name = nameOf(element, elementId, say);
  const upper = name.charAt(0).toUpperCase() + name.slice(1);
  const targets = producedFlows.map((id) => {
    const flow = find(id);
    const target = flow?.targetRef as TreeElement | undefined;
    const to = nameOf(target, target?.id ?? id, say);
    return flow?.name ? say(`nhánh “${flow.name}” tới ${to}`, `branch “${flow.name}” to ${to}`) : say(`tới ${to}`, `to ${to}`);
  });
  const on = targets.length === 0 ? '' : `: ${targets.join('; ')}`;
  switch (act) {
    case 'start':
      if (parentOf(element)?.$type === 'bpmn:AdHocSubProcess') return say('Người làm chọn việc để làm', 'People choose what is done');
      return say(`Hồ sơ bắt đầu ở ${name}${on}`, `The dossier starts at ${name}${on}`);
    case 'complete':
      return type === 'bpmn:IntermediateCatchEvent'
        ? say(`${upper} xảy ra${on}`, `${upper} happens${on}`)
        : say(`Xong ${name}${on}`, `${upper} is done${on}`);
    case 'skip':
      return say(`Bỏ qua ${name}${on}`, `${upper} is skipped${on}`);
    case 'close':
      return say(`Không làm thêm việc nào trong ${name}`, `Nothing more is done in ${name}`);
    case 'reset':
      return say(`${upper} không còn chờ nhánh nào và có thể bắt đầu lại`, `${upper} waits for no more branches and may start again`);
    case 'trigger': {
      const host = hostId === undefined ? '' : nameOf(find(hostId), hostId, say);
      return hostId === undefined
        ? say(`${upper} xảy ra${on}`, `${upper} happens${on}`)
        : say(`Đang ở ${host} thì ${name} xảy ra${on}`, `While at ${host}, ${name} happens${on}`);
    }
    case 'throw': {
      if (thrown?.type === 'cancel') return say(`Hủy giao dịch ${name}${on}`, `${upper} is cancelled${on}`);
      const what = thrown?.type === 'escalation' ? say('báo lên cấp trên', 'escalates') : say('báo lỗi', 'fails');
      return `${upper} ${what}${thrown?.code === undefined ? '' : ` “${thrown.code}”`}${on}`;
    }
    case 'pass':
      if (type === 'bpmn:EndEvent') return say(`Một nhánh kết thúc ở ${name}`, `A branch ends at ${name}`);
      if (/Gateway$/.test(type) && producedFlows.length > 0) {
        const joined =
          consumedFlows.length > 1 ? say(`Gộp ${consumedFlows.length} nhánh tại`, `${consumedFlows.length} branches join at`) : '';
        const split =
          producedFlows.length > 1
            ? say(`Tách thành ${producedFlows.length} nhánh tại`, `Splits into ${producedFlows.length} branches at`)
            : say('Qua', 'Passes');
        return `${joined || split} ${name}${on}`;
      }
      return producedFlows.length > 0
        ? say(`Qua ${name}${on}`, `Passes ${name}${on}`)
        : say(`Hồ sơ đến ${name}`, `The dossier arrives at ${name}`);
  }
}

/** Where the tokens lie, in words: what a picture of a dead end shows. */
export function placesText(tokens: ReadonlyMap<string, number>, find: FindElement, say: Say): string {
  const places = [...tokens].map(([id, count]) => {
    const element = find(id);
    const target = element?.targetRef as TreeElement | undefined;
    const place = target
      ? say(`trước ${nameOf(target, target.id ?? id, say)}`, `before ${nameOf(target, target.id ?? id, say)}`)
      : say(`tại ${nameOf(element, id, say)}`, `at ${nameOf(element, id, say)}`);
    return count > 1 ? say(`${count} lần ${place}`, `${count} times ${place}`) : place;
  });
  if (places.length === 0) return say('Không còn việc nào đang mở.', 'Nothing is open any more.');
  return say(`Hồ sơ đang ở: ${places.join('; ')}.`, `The dossier is: ${places.join('; ')}.`);
}
