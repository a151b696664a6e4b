import { calendarOf } from '../deadlines/organisation.ts';
import type { Calendar } from '../deadlines/calendar.ts';
import type { Run } from './run.ts';

/** The calendar of the competent agency: of the department named, else of the first process that promises something. */
export function dossierCalendar(run: Pick<Run, 'environment' | 'model'>, department?: string): Calendar {
  const named =
    department ??
    [...run.model.processes.values()].find(({ procedure }) => procedure && procedure.deadlines.length + procedure.appointments.length > 0)
      ?.procedure?.department;
  return calendarOf(run.environment.organisation, named);
}
