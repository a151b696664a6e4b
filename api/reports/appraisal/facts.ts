/** What the document says besides the analyses: of the procedure and its elements, and of the letter, as far as it is known. */
import { findUnit, type Organisation } from '../../../engine/deadlines/organisation.ts';
import type { Container, Duration, FlowNode, ProcessModel, SequenceFlow } from '../../../engine/model/types.ts';

export interface AppraisalFacts {
  /** The instant at which the document is made. */
  readonly madeAt: string;
  readonly procedure: ProcedureFacts;
  /** Names of processes by id. */
  readonly processes: Readonly<Record<string, string>>;
  /** By id; flows too. */
  readonly elements: Readonly<Record<string, ElementFacts>>;
  readonly letter: Letter;
  /** The diagram, findings pinned on it, by `appraisalPicture`. */
  readonly svg?: string;
  /** Elements that the diagram of the file does not show. */
  readonly undrawn?: readonly string[];
}

/** Absent: the model does not say. */
export interface ProcedureFacts {
  readonly name?: string;
  readonly code?: string;
  readonly caseName?: string;
  readonly field?: string;
  readonly department?: string;
  readonly province?: string;
  readonly regime?: string;
  readonly onlineLevel?: string;
  readonly deadlines: readonly (Duration & {
    readonly kind: 'legal' | 'published' | 'national';
    readonly when?: string;
    readonly phase?: string;
    readonly source?: string;
  })[];
  readonly appointments: readonly (Duration & { readonly source?: string })[];
  readonly legalBasis: readonly string[];
  readonly fee?: string;
  readonly version?: number;
  readonly previousVersion?: number;
}

export interface ElementFacts {
  /** As a person would point at it; in quotes when it is a name. */
  readonly called: string;
  readonly unit?: string;
}

/** What only the office knows; everything left out is a dotted line. */
export interface Letter {
  /** The agency above, such as "Ủy ban nhân dân tỉnh …". */
  readonly superior?: string;
  readonly agency?: string;
  readonly number?: string;
  /** After `BC-`. */
  readonly symbol?: string;
  readonly place?: string;
  /** Calendar day. */
  readonly date?: string;
  readonly submission?: { readonly by?: string; readonly number?: string; readonly date?: string };
  readonly signerTitle?: string;
  readonly signerName?: string;
  readonly recipients?: readonly string[];
}

const regimes: Readonly<Record<string, string>> = {
  fiveAtPlace: '5 tại chỗ',
  fourAtPlace: '4 tại chỗ',
  oneStop: 'Một cửa',
  interlinkedSameLevel: 'Một cửa liên thông cùng cấp',
  interlinkedTwoLevels: 'Một cửa liên thông hai cấp',
  council: 'Qua hội đồng',
  offSiteInspection: 'Có thẩm định thực tế ngoài Trung tâm',
  landTwoAppointments: 'Đất đai, hai lần hẹn',
};
const onlineLevels: Readonly<Record<string, string>> = {
  full: 'Trực tuyến toàn trình',
  partial: 'Trực tuyến một phần',
  information: 'Cung cấp thông tin trực tuyến',
};

const kinds: Readonly<Record<string, string>> = {
  startEvent: 'Sự kiện bắt đầu',
  endEvent: 'Sự kiện kết thúc',
  intermediateCatchEvent: 'Sự kiện chờ',
  intermediateThrowEvent: 'Sự kiện phát',
  boundaryEvent: 'Sự kiện biên',
  exclusiveGateway: 'Cổng loại trừ',
  parallelGateway: 'Cổng song song',
  inclusiveGateway: 'Cổng bao gồm',
  complexGateway: 'Cổng phức hợp',
  eventBasedGateway: 'Cổng chờ sự kiện',
  subProcess: 'Quy trình con',
  adHocSubProcess: 'Quy trình con tùy biến',
  callActivity: 'Lời gọi quy trình',
};

/** What a compiled model says of its procedure (that of its first process with one) and of every element; names of units by the organisation. */
export function factsOf(model: ProcessModel, madeAt: string, organisation?: Organisation, letter: Letter = {}): AppraisalFacts {
  const processes = [...model.processes.values()];
  const main = processes.find(({ procedure, linked }) => procedure && !linked && isAdministrative(procedure)) ?? processes[0];
  const { procedure } = main ?? {};
  const nameOf = (id: string | undefined) => id && ((organisation && findUnit(organisation, id)?.name) ?? id);
  const text = (value: string | undefined, words: Readonly<Record<string, string>>) =>
    value && (Object.hasOwn(words, value) ? words[value] : value);
  const whole: ProcedureFacts = {
    deadlines: procedure?.deadlines ?? [],
    appointments: procedure?.appointments ?? [],
    legalBasis: procedure?.legalBasis ?? [],
  };
  return {
    madeAt,
    procedure: {
      ...whole,
      ...present({
        name: main?.name,
        code: procedure?.procedureCode,
        caseName: procedure?.caseName,
        field: procedure?.field,
        department: nameOf(procedure?.department),
        province: procedure?.province,
        regime: text(procedure?.regime, regimes),
        onlineLevel: text(procedure?.onlineLevel, onlineLevels),
        fee: procedure?.fee,
      }),
    },
    processes: Object.fromEntries(processes.map((process) => [process.id, process.name ?? process.id])),
    elements: Object.fromEntries([
      ...[...model.nodes.values()].map((node) => [node.id, elementFacts(node, model, nameOf)] as const),
      ...[...model.flows.values()].map((flow) => [flow.id, { called: flowCalled(flow) }] as const),
    ]),
    letter,
  };
}

function isAdministrative({ procedureCode, field, deadlines, legalBasis }: NonNullable<Container['procedure']>): boolean {
  return Boolean(procedureCode ?? field) || deadlines.length > 0 || legalBasis.length > 0;
}

function elementFacts(node: FlowNode, model: ProcessModel, nameOf: (id: string | undefined) => string | undefined): ElementFacts {
  const { unit, department, kind } = node.step ?? {};
  const holder = unit ?? department;
  const lane = holder === undefined ? undefined : model.lanes.find((each) => each.name && (each.unit ?? each.department) === holder);
  return { called: called(node), ...present({ unit: nameOf(holder) ?? lane?.name ?? kind }) };
}

function called({ id, name, type }: FlowNode): string {
  const word = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  const written = name?.replace(/\s+/gu, ' ').trim();
  return written ? (word ? `${word} “${written}”` : `“${written}”`) : `${word ?? 'Bước'} không tên (${id})`;
}

function flowCalled({ name, source, target }: SequenceFlow): string {
  return `Luồng${name ? ` “${name}”` : ''} từ ${lower(called(source))} đến ${lower(called(target))}`;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function present<T extends object>(record: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** How the document points at an element; one that the facts do not know by its id. */
export function placeOf(facts: AppraisalFacts, id: string): string {
  return Object.hasOwn(facts.elements, id)
    ? facts.elements[id]!.called
    : Object.hasOwn(facts.processes, id)
      ? `Quy trình “${facts.processes[id]}”`
      : id;
}
