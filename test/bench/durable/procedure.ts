/** The procedure and the office of the rows with a database. */
import type { Actor } from '../../../engine/runtime/requests.ts';
import type { Engine } from '../../../engine/runtime/index.ts';
import { tenBudgetedTasks, variables } from '../ten-tasks.ts';

export const actor: Actor = { user: 'officer', position: 'Chuyên viên', channel: 'counter' };

/** Office hours and holidays of Viet Nam. */
const officeHours = { inherits: 'vietnam' };
const allDay = ['00:00-24:00'];
/** Open day and night, so that a budget is used up evenly whenever the benchmark runs. */
export const dayAndNight = {
  statutoryHolidays: false,
  weeklyHours: { monday: allDay, tuesday: allDay, wednesday: allDay, thursday: allDay, friday: allDay, saturday: allDay, sunday: allDay },
};

/** Puts one office in force and deploys the ten budgeted tasks; the id of the version. */
export async function prepareProcedure(engine: Engine, calendar: object = officeHours): Promise<string> {
  await engine.setOrganisation(
    {
      id: 'bench',
      name: 'Đơn vị đo',
      units: [{ id: 'centre', name: 'Trung tâm Phục vụ hành chính công', level: 'centre' }],
      calendars: [{ id: 'hours', ...calendar }],
    },
    actor,
  );
  return (await engine.deploy({ bpmn: tenBudgetedTasks }, actor)).versionId;
}

/** Starts one dossier; its id. */
export async function startDossier(engine: Engine, versionId: string): Promise<string> {
  return (await engine.start({ versionId, variables }, actor)).dossierId;
}
