/** The units of one province, who works in them and by which calendar: organisation.json after `readOrganisation`. */
import { compileCalendar } from './calendar.ts';
import { bareWeek, knownCalendars } from './vietnam-calendar.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarDefinition } from './calendar-definition.ts';

export const unitLevels = ['province', 'department', 'commune', 'centre', 'external', 'division', 'desk'] as const;
/** Province, department (sở), commune, one-stop centre and external agencies hand dossiers over formally; divisions and desks belong to one of them. */
export type UnitLevel = (typeof unitLevels)[number];

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly level: UnitLevel;
  /** The kind that a lane names instead of a unit, such as "communeCommittee". */
  readonly kind?: string;
  readonly parent?: string;
  /** First and last date on which the unit exists. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Units that took over its work. */
  readonly successors?: readonly string[];
  /** Calendar id; the parent's when absent. */
  readonly calendar?: string;
  /** Days by which sector law lengthens deadlines here (mountain communes: ten in land procedures); the parent's when absent. */
  readonly extraWorkingDays?: number;
}

export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly role: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly units: ReadonlyMap<string, Unit>;
  readonly officers: ReadonlyMap<string, Officer>;
  readonly calendars: ReadonlyMap<string, CalendarDefinition>;
  /** Calendar of every unit that neither has nor inherits one. */
  readonly calendar: string;
  /** Working hours in which a hand-off must be taken up (ADR 0018). */
  readonly handOffUnclaimedHours: number;
}

/** One unit, Monday to Friday 7:30–11:30 and 13:00–17:00, no holidays. */
export const defaultOrganisation: Organisation = {
  id: 'default',
  name: 'Cơ quan',
  units: new Map([['agency', { id: 'agency', name: 'Cơ quan', level: 'department' }]]),
  officers: new Map(),
  calendars: knownCalendars,
  calendar: bareWeek.id,
  handOffUnclaimedHours: 2,
};

/** The unit with this id, or else the one with exactly this name; undefined when there is none. */
export function findUnit(organisation: Organisation, idOrName: string): Unit | undefined {
  const unit = organisation.units.get(idOrName);
  if (unit) return unit;
  let names = byName.get(organisation);
  if (!names) byName.set(organisation, (names = new Map([...organisation.units.values()].reverse().map((each) => [each.name, each]))));
  return names.get(idOrName);
}

const byName = new WeakMap<Organisation, ReadonlyMap<string, Unit>>();

/** The unit and its ancestors, nearest first; empty when unknown. */
export function lineOf(organisation: Organisation, idOrName: string): readonly Unit[] {
  const line: Unit[] = [];
  for (let unit = findUnit(organisation, idOrName); unit && !line.includes(unit); unit = organisation.units.get(unit.parent ?? ''))
    line.push(unit);
  return line;
}

/**
 * Id of the department that a unit belongs to: itself or its nearest ancestor that is no division and no desk.
 * A unit that the file does not know is its own department, so that hand-offs to it are formal.
 */
export function departmentOf(organisation: Organisation, idOrName: string): string {
  const line = lineOf(organisation, idOrName);
  return (line.find(({ level }) => level !== 'division' && level !== 'desk') ?? line.at(-1))?.id ?? idOrName;
}

/** Calendars by their id, and by the id or name of the units that have been asked for: at most two for each unit of the file. */
const compiled = new WeakMap<Organisation, { readonly byId: Map<string, Calendar>; readonly byUnit: Map<string, Calendar> }>();

/** The calendar of a unit: its own, its nearest ancestor's, else the organisation's (also for an unknown unit or none). Compiled once. */
export function calendarOf(organisation: Organisation, idOrName?: string): Calendar {
  let known = compiled.get(organisation);
  if (!known) compiled.set(organisation, (known = { byId: new Map(), byUnit: new Map() }));
  const found = idOrName === undefined ? undefined : known.byUnit.get(idOrName);
  if (found) return found;
  const line = idOrName === undefined ? [] : lineOf(organisation, idOrName);
  const id = line.find((unit) => unit.calendar !== undefined)?.calendar ?? organisation.calendar;
  let calendar = known.byId.get(id);
  if (!calendar)
    known.byId.set(id, (calendar = compileCalendar(organisation.calendars.get(id) ?? { id, inherits: id }, organisation.calendars)));
  if (idOrName !== undefined && line.length > 0) known.byUnit.set(idOrName, calendar);
  return calendar;
}

/** Days that sector law adds at a unit; 0 when neither it nor an ancestor has any. */
export function extraWorkingDaysOf(organisation: Organisation, idOrName: string): number {
  return lineOf(organisation, idOrName).find((unit) => unit.extraWorkingDays !== undefined)?.extraWorkingDays ?? 0;
}

/** Units of a kind that exist on a date, in file order: the choice when a dossier binds its participants. */
export function unitsOfKind(organisation: Organisation, kind: string, date: string): readonly Unit[] {
  return [...organisation.units.values()].filter((unit) => unit.kind === kind && isValidOn(unit, date));
}

/** True when the unit or officer exists on a date. */
export function isValidOn({ validFrom, validTo }: Pick<Unit, 'validFrom' | 'validTo'>, date: string): boolean {
  return (validFrom === undefined || validFrom <= date) && (validTo === undefined || date <= validTo);
}

/** The units that do a unit's work on a date: itself while it exists, else its successors', in order. */
export function successorsOn(organisation: Organisation, id: string, date: string, seen: readonly string[] = []): readonly Unit[] {
  const unit = organisation.units.get(id);
  if (!unit || seen.includes(id)) return [];
  if (isValidOn(unit, date)) return [unit];
  return (unit.successors ?? []).flatMap((successor) => successorsOn(organisation, successor, date, [...seen, id]));
}

export function officersOf(organisation: Organisation, unit: string): readonly Officer[] {
  return [...organisation.officers.values()].filter((officer) => officer.unit === unit);
}
