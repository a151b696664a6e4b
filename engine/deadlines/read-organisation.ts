/** Reads organisation.json: checks every value by hand, so that a clerk sees which line to correct, and builds the maps. */
import { compileCalendar } from './calendar.ts';
import { DeadlineRefused } from './deadline-refused.ts';
import { readCalendar } from './read-calendar.ts';
import { reader } from './read-json.ts';
import { unitLevels } from './organisation.ts';
import { bareWeek, knownCalendars, vietnamCalendar } from './vietnam-calendar.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import type { Officer, Organisation, Unit } from './organisation.ts';
import type { JsonReader } from './read-json.ts';
import type { Problem } from '../model/types.ts';

/**
 * The organisation in a parsed JSON value, or what is wrong with it: `{ code, severity, message, messageEn, at: JSON pointer }`.
 * Without `calendar` and `calendars` the bare week holds; with calendars, the first one unless `calendar` names another.
 * A key that is not known is a problem: a misspelt one must not be lost silently.
 */
export function readOrganisation(json: unknown): { organisation?: Organisation; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const root = reader(json, '', problems);
  root.onlyKeys(['id', 'name', 'units', 'officers', 'calendars', 'calendar', 'handOffUnclaimedHours', 'source']);
  const own = root.list('calendars').map(readCalendar);
  const calendars = byId(own, root.list('calendars'), new Map(knownCalendars));
  const units = byId(root.list('units').map(readUnit), root.list('units'), new Map<string, Unit>());
  const officers = byId(root.list('officers').map(readOfficer), root.list('officers'), new Map<string, Officer>());
  const calendar = root.optionalText('calendar') ?? own[0]?.id ?? bareWeek.id;
  const organisation: Organisation = {
    id: root.text('id'),
    name: root.text('name'),
    units,
    officers,
    calendars,
    calendar,
    handOffUnclaimedHours: root.optionalNumber('handOffUnclaimedHours', 0) ?? 2,
  };
  if (!calendars.has(calendar)) root.refer('calendar', calendar);
  root.list('units').forEach((at) => checkUnit(at, organisation));
  root.list('officers').forEach((at) => at.text('unit') && !units.has(at.text('unit')) && at.refer('unit', at.text('unit')));
  root.list('calendars').forEach((at, i) => checkCalendar(at, own[i] ?? vietnamCalendar, calendars));
  const known = new Set<string>();
  const distinct = problems.filter(
    ({ code, at, message }) => !known.has(`${code} ${at} ${message}`) && known.add(`${code} ${at} ${message}`),
  );
  return distinct.length > 0 ? { problems: distinct } : { organisation, problems: distinct };
}

function readUnit(at: JsonReader): Unit {
  at.onlyKeys(['id', 'name', 'level', 'kind', 'parent', 'validFrom', 'validTo', 'successors', 'calendar', 'extraWorkingDays']);
  return defined({
    id: at.text('id'),
    name: at.text('name'),
    level: at.oneOf('level', unitLevels),
    kind: at.optionalText('kind'),
    parent: at.optionalText('parent'),
    validFrom: at.optionalDate('validFrom'),
    validTo: at.optionalDate('validTo'),
    successors: at.optionalTexts('successors'),
    calendar: at.optionalText('calendar'),
    extraWorkingDays: at.optionalNumber('extraWorkingDays', 0),
  });
}

function readOfficer(at: JsonReader): Officer {
  at.onlyKeys(['id', 'name', 'unit', 'role', 'validFrom', 'validTo']);
  return defined({
    id: at.text('id'),
    name: at.text('name'),
    unit: at.text('unit'),
    role: at.text('role'),
    validFrom: at.optionalDate('validFrom'),
    validTo: at.optionalDate('validTo'),
  });
}

function checkUnit(at: JsonReader, { units, calendars }: Organisation): void {
  const unit = units.get(at.text('id'));
  if (!unit) return;
  if (unit.parent !== undefined && !units.has(unit.parent)) at.refer('parent', unit.parent);
  if (unit.calendar !== undefined && !calendars.has(unit.calendar)) at.refer('calendar', unit.calendar);
  for (const successor of unit.successors ?? []) if (!units.has(successor)) at.refer('successors', successor);
  const seen = new Set<string>([unit.id]);
  for (let parent = units.get(unit.parent ?? ''); parent; parent = units.get(parent.parent ?? '')) {
    if (seen.has(parent.id)) {
      at.problem('UNIT_CYCLE', 'parent', `Đơn vị "${unit.id}" trực thuộc chính nó`, `Unit "${unit.id}" is its own ancestor`);
      return;
    }
    seen.add(parent.id);
  }
}

function checkCalendar(at: JsonReader, definition: CalendarDefinition, calendars: ReadonlyMap<string, CalendarDefinition>): void {
  if (definition.inherits === undefined && (definition.weeklyHours === undefined || definition.statutoryHolidays === undefined))
    at.problem(
      'CALENDAR_INCOMPLETE',
      '',
      `Lịch "${definition.id}" không kế thừa lịch nào thì phải có weeklyHours và statutoryHolidays (hoặc ghi inherits: "vietnam")`,
      `Calendar "${definition.id}" inherits from none, so it needs weeklyHours and statutoryHolidays (or inherits: "vietnam")`,
    );
  try {
    compileCalendar(definition, calendars);
  } catch (error) {
    if (!(error instanceof DeadlineRefused)) throw error;
    at.problem(error.code, error.code === 'UNKNOWN_CALENDAR' ? 'inherits' : '', error.message, error.messageEn);
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[], at: readonly JsonReader[], into: Map<string, T>): Map<string, T> {
  items.forEach((item, i) => {
    if (into.has(item.id))
      at[i]?.problem('DUPLICATE_ID', 'id', `Mã "${item.id}" bị trùng hoặc đã dành riêng`, `The id "${item.id}" is used twice or reserved`);
    else into.set(item.id, item);
  });
  return into;
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
