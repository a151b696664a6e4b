/** A small province for tests of the service: a centre that receives and returns, two departments, and a procedure that goes from one to the other. */
import type { Actor, Engine } from '../../engine/runtime/index.ts';
import { definitions, element } from './bpmn.ts';

export const organisation = {
  id: 'province',
  name: 'Tỉnh',
  units: [
    { id: 'province', name: 'Tỉnh', level: 'province' },
    { id: 'centre', name: 'Trung tâm', level: 'centre', parent: 'province' },
    { id: 'maps', name: 'Sở Bản đồ', level: 'department', parent: 'province' },
    { id: 'surveyors', name: 'Phòng Đo đạc', level: 'division', parent: 'maps' },
    { id: 'tax', name: 'Thuế', level: 'external', parent: 'province' },
  ],
};

const budget = 'tthc:budget="4" tthc:budgetUnit="workingHour"';
const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;

/** `receive` at the centre, `appraise` at the department (with a payment to wait for on the way), `return` at the centre; ten working days. */
export const procedure = (id: string, unit: string) =>
  definitions(
    `<message id="paid" name="paid"/>`,
    `<process id="${id}" name="Cấp bản đồ" isExecutable="true" tthc:department="${unit}"><extensionElements><tthc:deadline kind="published" value="10" unit="workingDay"/></extensionElements>${[
      element('startEvent', 's'),
      element('userTask', 'receive', '', `tthc:unit="centre" tthc:department="centre" tthc:step="receive" ${budget}`),
      element('userTask', 'appraise', '', `tthc:unit="${unit}" tthc:department="${unit}" tthc:step="appraise" ${budget}`),
      `<intermediateCatchEvent id="payment" tthc:purpose="payment"><messageEventDefinition id="m" messageRef="paid"/></intermediateCatchEvent>`,
      element('userTask', 'return', '', `tthc:unit="centre" tthc:department="centre" tthc:step="return"`),
      element('endEvent', 'e'),
      ...[
        ['s', 'receive'],
        ['receive', 'appraise'],
        ['appraise', 'payment'],
        ['payment', 'return'],
        ['return', 'e'],
      ].map(([from, to]) => flow(from!, to!)),
    ].join('')}</process>`,
  );

/** What the applicant enters: `area` decides, `fullName` is personal. */
export const intake = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    area: { type: 'number', minimum: 1, title: 'Diện tích' },
    fullName: { type: 'string', minLength: 2, personal: true, title: 'Họ và tên' },
  },
  required: ['area', 'fullName'],
  additionalProperties: false,
};

export const filledIn = { area: 120, fullName: 'Trần Thị Hoa' };

export const founder: Actor = { user: 'founder' };

/** Puts the organisation in force and deploys the procedure of the maps (`copy`) and of the tax (`levy`); their version ids. */
export async function foundCentre(engine: Engine): Promise<{ readonly copy: string; readonly levy: string }> {
  await engine.setOrganisation(organisation, founder);
  const [copy, levy] = [
    await engine.deploy({ bpmn: procedure('copy', 'maps'), forms: { intake } }, founder),
    await engine.deploy({ bpmn: procedure('levy', 'tax'), forms: { intake } }, founder),
  ];
  return { copy: copy.versionId, levy: levy.versionId };
}
