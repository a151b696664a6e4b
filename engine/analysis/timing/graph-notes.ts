/** What is noted of a process while its graph of time is built: the texts, and what is not counted or not known. */
import type { Container, FlowNode } from '../../model/types.ts';
import type { Throws } from '../throws-of.ts';
import type { Partners } from './message-partners.ts';
import type { Surroundings } from './takes.ts';
import type { Amount, Take } from './time-graph.ts';

/** Where an element is, as far as a note depends on it. */
interface Where {
  /** After a refusal or withdrawal. */
  readonly isFarewell: boolean;
  /** In a process laid open because another waits for it. */
  readonly isPartner: boolean;
}

/** The notes that one graph gives, each under the name of what was met. */
export function graphNotes({ notes }: Surroundings, { poolsOf }: Partners, throws: Throws) {
  return {
    beginsAgain,
    chosenFreely,
    counted,
    endsDossier,
    fact,
    givenUp,
    interruptedByRounds,
    noteMixed,
    noteUnknown,
    recursive,
    repeats,
    takenBack,
    unasked,
    unlimited,
    waitsByCondition,
  };

  /** Compensation or the cancelling of a transaction, if the element throws one. */
  function takenBack(node: FlowNode, counts: boolean): void {
    const scope = takingBack(node);
    if (!scope) return;
    const { id, name } = node;
    notes.note(
      'COMPENSATION',
      id,
      'Thời gian hoàn tác các bước đã xong không được tính',
      'The time of taking back what has been done is not counted',
    );
    if (takesTimeBack(scope, throws))
      notes.unbounded.push({
        what: 'rounds',
        elementId: id,
        elements: [id],
        counts,
        message: `Không biết việc hoàn tác do "${name ?? id}" gọi mất bao lâu`,
        messageEn: `Nobody knows how long it takes to take back what "${name ?? id}" calls for`,
      });
  }

  /** The activities of an ad-hoc subprocess without a budget or a timer of its own. */
  function chosenFreely({ id, name }: FlowNode, counts: boolean): void {
    notes.unbounded.push({
      what: 'rounds',
      elementId: id,
      elements: [id],
      counts,
      message: `Trong "${name ?? id}" người làm tự chọn việc, không biết bao nhiêu lần và không có thời hạn chung`,
      messageEn: `In "${name ?? id}" people choose what is done, nobody knows how often, and there is no time for the whole`,
    });
  }

  /** An event subprocess that goes on beside what it is in, and keeps that from ending. */
  function beginsAgain({ id, name, contents }: FlowNode, counts: boolean): void {
    notes.unbounded.push({
      what: 'rounds',
      elementId: id,
      elements: [id, ...contents!.startEvents.map((start) => start.id)],
      counts,
      message: `"${name ?? id}" có thể bắt đầu thêm lần nữa khi lần trước chưa xong, không biết tối đa bao nhiêu lần`,
      messageEn: `"${name ?? id}" may begin again while it runs, and nobody says how often at most`,
    });
  }

  /** Events of rounds that may interrupt: the first that comes does, and what the later rounds take is a bound. */
  function interruptedByRounds({ id, loop }: FlowNode, isCaught: boolean): void {
    if (!isCaught || loop?.kind !== 'multiInstance' || !loop.roundEvents) return;
    notes.note(
      'ROUND_EVENTS',
      id,
      'Sự kiện của từng lượt có thể ngắt các lượt còn lại: được tính như xảy ra ở lượt cuối',
      'An event of a round may interrupt the rounds that are left: it is counted as coming with the last',
    );
  }

  /** A call of what is being called: nobody bounds how deep. */
  function recursive({ id, name }: FlowNode, counts: boolean): void {
    notes.unbounded.push({
      what: 'rounds',
      elementId: id,
      elements: [id],
      counts,
      message: `"${name ?? id}" gọi lại chính quy trình đang chạy, không biết tối đa bao nhiêu lần`,
      messageEn: `"${name ?? id}" calls the process that is running, and nobody says how often at most`,
    });
  }

  function waitsByCondition({ id }: FlowNode): void {
    notes.note(
      'COMPLEX_GATEWAY',
      id,
      'Cổng phức hợp được coi như chờ nhánh chậm nhất',
      'A complex gateway is taken as waiting for the slowest branch',
    );
  }

  function counted({ id }: FlowNode): void {
    notes.note(
      'QUANTITIES',
      id,
      'Hoạt động cần hoặc tạo nhiều thẻ được tính theo thẻ đến chậm nhất',
      'An activity that takes or gives several tokens is counted by the slowest of them',
    );
  }

  /** Withdrawal and refusal end the count whenever they come; what is done after is not measured. */
  function endsDossier({ id, purpose }: FlowNode): boolean {
    if (purpose !== 'withdrawal' && purpose !== 'refusal') return false;
    notes.note(
      'ENDS_BY_REQUEST',
      id,
      'Việc rút hồ sơ hoặc từ chối theo yêu cầu có thể đến bất cứ lúc nào, không tính vào đường đi',
      'Withdrawal or refusal on request may come at any time and is not counted as a path',
    );
    return true;
  }

  /** What nobody says the time of: work, or a wait that nothing ends. */
  function unlimited(node: FlowNode, { counts }: Take, { isFarewell, isPartner }: Where): void {
    const name = node.name ?? node.id;
    const asks = node.step?.waitFor;
    const isUnknown = node.event?.type === 'timer';
    const isWait = node.type === 'receiveTask' || node.type === 'intermediateCatchEvent' || asks !== undefined;
    if (node.type === 'serviceTask' || node.type === 'sendTask')
      notes.note(
        'AUTOMATIC',
        node.id,
        'Việc tự động không ghi thời gian được coi là xong ngay',
        'Automatic work without a time is taken as done at once',
      );
    else if (!isWait && isFarewell)
      notes.note(
        'REFUSAL_UNTIMED',
        node.id,
        'Việc làm khi từ chối hoặc rút hồ sơ không ghi thời gian được coi là xong ngay',
        'What is done on refusal or withdrawal without a time is taken as done at once',
      );
    else if (!isWait) {
      // the result is ready when it is activated: its own time is not measured
      if (counts && (node.step?.step !== 'return' || isPartner)) notes.untimed.push(node.id);
    } else {
      const [who, whoEn] = waitedFor(node, poolsOf.get(node) ?? []);
      const known = node.boundaryEvents.some(({ event, interrupting }) => event?.type === 'timer' && interrupting);
      notes.unbounded.push({
        what: 'wait',
        elementId: node.id,
        elements: [node.id],
        counts,
        message: isUnknown
          ? `"${name}" chờ đến một lúc phụ thuộc dữ liệu hoặc ngày cố định`
          : known
            ? `"${name}" có hẹn giờ nhưng không biết bao lâu`
            : `"${name}" không có thời hạn cho ${who}`,
        messageEn: isUnknown
          ? `"${name}" waits until an instant that depends on data or is a fixed date`
          : known
            ? `"${name}" has a timer of unknown length`
            : `"${name}" has no time-out for ${whoEn}`,
      });
    }
  }

  /** A wait for a supplement that ends without one, and not by a timer. */
  function givenUp({ id, name }: FlowNode): void {
    notes.unbounded.push({
      what: 'wait',
      elementId: id,
      elements: [id],
      counts: true,
      message: `Không biết phải chờ bổ sung bao lâu trước khi "${name ?? id}" đến, và khi đó thời gian chờ được tính`,
      messageEn: `Nobody says how long a supplement is waited for before "${name ?? id}" comes, and then the wait counts`,
    });
  }

  /** A wait that is drawn as one for a supplement, but the clock runs. */
  function unasked({ id, name }: FlowNode): void {
    const known = notes.unbounded.findIndex((each) => each.elementId === id && each.what === 'wait');
    if (known >= 0) notes.unbounded.splice(known, 1);
    notes.unbounded.push({
      what: 'wait',
      elementId: id,
      elements: [id],
      counts: true,
      message: `"${name ?? id}" có thể chờ bổ sung khi chưa ai yêu cầu: đồng hồ pháp lý vẫn chạy`,
      messageEn: `"${name ?? id}" may wait for a supplement that nobody has asked for: the legal clock runs`,
    });
  }

  function repeats({ id }: FlowNode): void {
    notes.note(
      'TIMER_REPEATS',
      id,
      'Hẹn giờ lặp lại được tính như kêu lần cuối đúng lúc việc được theo dõi kết thúc',
      'A timer that fires again and again is counted as firing last when what it watches ends',
    );
  }

  function fact(timer: FlowNode, host: FlowNode, what: 'dead' | 'certain', amount: Amount, hostAmount: Amount): void {
    notes.timers.push({ elementId: timer.id, hostId: host.id, fact: what, timer: amount, host: hostAmount });
  }

  function noteMixed({ id }: FlowNode): void {
    notes.note(
      'TIMER_MIXED',
      id,
      'Hẹn giờ và thời gian của bước khác đơn vị: tính như cả hai đều có thể xảy ra',
      'A timer and the time of its step have different units: both are taken as possible',
    );
  }

  function noteUnknown({ id }: FlowNode): void {
    notes.note(
      'TIMER_UNKNOWN',
      id,
      'Hẹn giờ phụ thuộc dữ liệu hoặc ngày cố định: coi như có thể đến bất cứ lúc nào',
      'A timer depends on data or is a fixed date: it is taken as possible at any time',
    );
  }
}

/** What may be taken back by the compensation or the cancelling that an element throws: for an event subprocess also what is around it. */
function takingBack(node: FlowNode): Container | undefined {
  const rounds = node.loop?.kind === 'multiInstance' ? (node.loop.roundEvents ?? []) : [];
  const cancels = node.type === 'endEvent' && node.events.some(({ type }) => type === 'cancel');
  const isThrown = node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
  const compensates = isThrown && node.events.some(({ type }) => type === 'compensate');
  if (!cancels && !compensates && !rounds.some(({ event }) => event.type === 'compensate')) return undefined;
  let scope = node.container;
  while (scope.parent && (scope.kind === 'eventSubProcess' || (cancels && scope.element?.isTransaction !== true))) scope = scope.parent;
  return scope;
}

/** Something that takes back what was done in the container, or deeper, may take time, or throw what leads to what does. */
function takesTimeBack({ nodes, handler }: Container, throws: Throws): boolean {
  const isDoneAtOnce = (node: FlowNode) => {
    const { type, jobType } = node;
    const passes =
      type === 'task' || type === 'scriptTask' || type === 'businessRuleTask' || (type === 'sendTask' && jobType === undefined);
    const isCaught = [false, true].some((inCall) =>
      throws.sitesAt(node).some((thrown) => throws.handlersOf(thrown, node, inCall).some((one) => one !== undefined)),
    );
    return passes && !isCaught;
  };
  return (
    handler !== undefined ||
    nodes.some((node) => (node.isHandler ? !isDoneAtOnce(node) : node.contents !== undefined && takesTimeBack(node.contents, throws)))
  );
}

/** Whose answer a wait is for, as far as the file says. */
function waitedFor({ purpose, step, event, messageName }: FlowNode, pools: readonly Container[]): readonly [string, string] {
  if (step?.waitFor === 'applicant' || purpose === 'supplementReceipt') return ['câu trả lời của người dân', "the citizen's answer"];
  if (pools.length > 0) {
    const names = pools.map(({ id, name }) => `"${name ?? id}"`).join(', ');
    return [`tin từ ${names}`, `the message from ${names}`];
  }
  const name = event?.type === 'message' ? event.messageName : messageName;
  if (step?.waitFor !== undefined || purpose === 'payment' || name === undefined) return ['bên được chờ', 'whom it waits for'];
  return [`tin "${name}" từ bên ngoài`, `the message "${name}" from outside`];
}
