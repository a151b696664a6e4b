import { budgetMinutes } from '../../deadlines/budget.ts';
import { workingMinutesBetween } from '../../deadlines/calendar.ts';
import { calendarOf, type Organisation } from '../../deadlines/organisation.ts';
import type { Event } from '../../semantics/events.ts';
import type { State } from '../../semantics/state.ts';
import type { RowOf } from '../store/tables.ts';
import { whole } from './whole.ts';

/** A flag raised and withdrawn in one batch leaves a row that is withdrawn. */
export function flagRow(
  id: string,
  event: Extract<Event, { type: 'flagRaised' }>,
  after: State,
  organisation: Organisation,
): RowOf<'flags'> {
  const { flag, elementKey = '', epoch, at, raisedAt, about } = event;
  const { unit, department, holder, dueAt, budgetMinutes: budget, usedMinutes } = about;
  const calendar = calendarOf(organisation, unit);
  const deadline = after.clock?.deadlines.find(({ phase }) => phase === undefined) ?? after.clock?.deadlines[0];
  return {
    dossier_id: id,
    flag,
    element_key: elementKey,
    epoch,
    at,
    raised_at: raisedAt,
    withdrawn_at: after.flags[`${flag}|${elementKey}|${epoch}`]?.withdrawnAt,
    unit,
    department,
    holder,
    due_at: dueAt,
    budget_minutes: whole(budget),
    used_minutes: whole(usedMinutes),
    deadline_share: budget !== undefined && deadline ? budget / budgetMinutes(deadline) : undefined,
    over_by_minutes: raisedAt > dueAt ? whole(workingMinutesBetween(calendar, Date.parse(dueAt), Date.parse(raisedAt))) : 0,
  };
}
