import { checkTime, defaultOrganisation, type Organisation } from '../../../engine/index.ts';
import { content, definitions, element, modelOfXml } from '../../support/bpmn.ts';
import type { Row } from '../row.ts';

const steps = 100;
const late = ['08:00-11:30', '13:00-17:30'];

/** Two agencies with hours of their own. */
const organisation: Organisation = {
  ...defaultOrganisation,
  calendar: 'vietnam',
  calendars: new Map([
    ...defaultOrganisation.calendars,
    [
      'late',
      { id: 'late', inherits: 'vietnam', weeklyHours: { monday: late, tuesday: late, wednesday: late, thursday: late, friday: late } },
    ],
  ]),
  units: new Map([
    ['centre', { id: 'centre', name: 'Trung tâm', level: 'centre' }],
    ['department', { id: 'department', name: 'Sở', level: 'department', calendar: 'late' }],
  ]),
};

/** A hundred steps of two agencies, working days and plain days in turn, so that nothing can be summed: 1,096 filing dates with three receipts each. */
export const timing: Row = {
  name: 'timing',
  unit: 'time of 100 steps, sweep of 1,096 dates × 3 receipts',
  show: 'milliseconds',
  goal: '≤ 100 ms',
  async prepare() {
    const ids = Array.from({ length: steps }, (_, index) => `step${index}`);
    const parts = ids.map((id, index) => {
      const unit = index % 2 === 0 ? 'centre' : 'department';
      const budget = index % 5 === 0 ? 'tthc:budget="1" tthc:budgetUnit="calendarDay"' : 'tthc:budget="0.25" tthc:budgetUnit="workingDay"';
      return element('userTask', id, '', `tthc:unit="${unit}" ${budget}`);
    });
    const way = ['start', ...ids, 'end'];
    const flows = way.slice(1).map((id, index) => `${way[index]}->${id}`);
    const inside = content(element('startEvent', 'start'), ...parts, element('endEvent', 'end'), ...flows);
    const limit = '<extensionElements><tthc:deadline kind="legal" value="45" unit="workingDay"/></extensionElements>';
    const model = await modelOfXml(definitions(`<process id="p" isExecutable="true" tthc:department="centre">${limit}${inside}</process>`));
    const count = 3;
    return {
      count,
      run() {
        for (let index = 0; index < count; index++)
          if (checkTime(model, { organisation, firstDate: '2026-01-01' }).processes[0]?.sweep?.dates !== 1_096) throw new Error('no sweep');
      },
    };
  },
};
