/** What a published procedure says to everybody: read from its description and its model, never from dossiers or people. */
import { findUnit, type Organisation } from '../../engine/deadlines/organisation.ts';
import type { Deadline, Duration, FlowNode, ProcessModel } from '../../engine/model/types.ts';
import type { PublishedVersion } from './published-versions.ts';
import { stepsInOrder } from './steps-in-order.ts';

export interface PostedStep {
  readonly name: string;
  /** Of the five: receive, appraise, approve, seal, return. */
  readonly step?: string;
  /** Name of the unit, or of the kind of unit. */
  readonly place?: string;
  readonly department?: string;
  readonly budget?: Duration;
  /** Share of the deadline, 0 to 1, instead of a budget. */
  readonly budgetShare?: number;
  readonly product?: string;
}

export interface Posting {
  readonly name: string;
  readonly caseName?: string;
  readonly code?: string;
  readonly field?: string;
  readonly agency?: string;
  readonly regime?: string;
  readonly onlineLevel?: string;
  readonly hotline?: string;
  readonly deadlines: readonly Deadline[];
  readonly fee?: string;
  readonly results: readonly string[];
  readonly documents: readonly {
    readonly name: string;
    readonly copies?: number;
    readonly original?: boolean;
    readonly required?: boolean;
  }[];
  readonly legalBasis: readonly string[];
  /** Where one hands in, and where the result is given. */
  readonly receivedAt: readonly string[];
  readonly returnedAt: readonly string[];
  readonly steps: readonly PostedStep[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.flatMap((each: unknown) => text(each) ?? []) : []);
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** The description comes from whoever deployed it and may have any shape: what is no text of its place is left out. */
export function postingOf({ procedure: given, name, codes }: PublishedVersion, model: ProcessModel, organisation: Organisation): Posting {
  const described: Fields = isFields(given) ? given : {};
  const own = [...model.processes.values()].filter(({ linked }) => !linked);
  const main =
    own.find(({ procedure }) => procedure && (procedure.procedureCode !== undefined || procedure.deadlines.length > 0)) ?? own[0];
  const modelled = main?.procedure;
  const places = placesOf(described, organisation);
  const steps = own.flatMap(stepsInOrder);
  const posted = (wanted: string) => [
    ...new Set(steps.filter(({ step }) => step?.step === wanted).flatMap((node) => places.of(node) ?? [])),
  ];
  return {
    name: text(described['name']) ?? name ?? main?.name ?? '',
    steps: steps.map((node) => postedStep(node, places)),
    deadlines: modelled?.deadlines ?? [],
    results: list(described['results']).flatMap((result) => text(result['name']) ?? []),
    documents: list(described['documents']).flatMap((document) => {
      const title = text(document['name']);
      const { copies, original, required } = document;
      if (title === undefined) return [];
      return [
        {
          name: title,
          ...(typeof copies === 'number' && { copies }),
          ...(typeof original === 'boolean' && { original }),
          ...(typeof required === 'boolean' && { required }),
        },
      ];
    }),
    legalBasis: [...new Set([...texts(described['legalBasis']), ...(modelled?.legalBasis ?? [])])],
    receivedAt: posted('receive'),
    returnedAt: posted('return'),
    ...present({
      caseName: text(described['caseName']) ?? modelled?.caseName,
      code: codes[0] ?? text(described['code']),
      field: text(described['field']) ?? modelled?.field,
      agency: places.named(text(described['department']) ?? modelled?.department),
      regime: text(described['regime']) ?? modelled?.regime,
      onlineLevel: text(described['onlineLevel']) ?? modelled?.onlineLevel,
      hotline: text(described['hotline']),
      fee: (isFields(described['fee']) ? text(described['fee']['text']) : undefined) ?? modelled?.fee,
    }),
  };
}

interface Places {
  of(node: FlowNode): string | undefined;
  named(unit: string | undefined): string | undefined;
}

/** Names of units by the organisation, of kinds of units by the description. */
function placesOf(described: Fields, organisation: Organisation): Places {
  const kinds = new Map(list(described['participants']).map((each) => [text(each['kind']), text(each['name'])]));
  const named = (unit: string | undefined) => unit && (findUnit(organisation, unit)?.name ?? unit);
  return {
    named,
    of({ step: { unit, desk, department, kind } = {} as NonNullable<FlowNode['step']> }) {
      return named(desk ?? unit) ?? (kind === undefined ? named(department) : (kinds.get(kind) ?? kind));
    },
  };
}

function postedStep(node: FlowNode, places: Places): PostedStep {
  const { step, budget, budgetShare, product, department } = node.step ?? {};
  const place = places.of(node);
  const agency = places.named(department);
  return {
    name: node.name ?? node.id,
    ...present({ step, place, department: agency === place ? undefined : agency, budget, budgetShare, product }),
  };
}

/** Without what is undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}
