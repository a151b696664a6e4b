/** A small office for tests of routes: a Centre with a desk, a land department with two divisions, a health department; and one procedure through them. */
import type { Engine } from '../../engine/runtime/index.ts';
import { definitions, element, processXml } from './bpmn.ts';

export const organisationContent = {
  id: 'province',
  name: 'Tỉnh',
  calendar: 'office',
  calendars: [{ id: 'office', name: 'Lịch cơ quan', inherits: 'vietnam' }],
  units: [
    { id: 'centre', name: 'Trung tâm', level: 'centre' },
    { id: 'desk1', name: 'Quầy 1', level: 'desk', parent: 'centre' },
    { id: 'land', name: 'Sở Đất đai', level: 'department' },
    { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
    { id: 'clerks', name: 'Văn thư', level: 'division', parent: 'land' },
    { id: 'health', name: 'Sở Y tế', level: 'department' },
  ],
  officers: [{ id: 'giang', name: 'Trần Thị Giang', unit: 'maps', role: 'specialist' }],
};

/**
 * receive (Centre, desk1, form "intake") → appraise (maps, form "appraisal", one working day) → notify (job "notify" of maps) → seal (clerks) → end. `plot` is known from the start, `applicant` is personal.
 */
export const landXml = definitions(
  processXml(
    'land',
    '<extensionElements><tthc:deadline kind="legal" value="10" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'receive', '', 'name="Tiếp nhận" tthc:unit="centre" tthc:desk="desk1" tthc:form="intake"'),
    element(
      'userTask',
      'appraise',
      '',
      'name="Thẩm định" tthc:unit="maps" tthc:form="appraisal" tthc:budget="1" tthc:budgetUnit="workingDay"',
    ),
    element('serviceTask', 'notify', '', 'name="Báo thuế" tthc:jobType="notify" tthc:unit="maps"'),
    element('userTask', 'seal', '', 'name="Đóng dấu" tthc:unit="clerks"'),
    element('endEvent', 'e'),
    's->receive',
    'receive->appraise',
    'appraise->notify',
    'notify->seal',
    'seal->e',
  ).replace('<process id="land"', '<process id="land" name="Đăng ký đất đai" tthc:department="land"'),
);

export const landForms = {
  intake: {
    type: 'object',
    properties: { plot: { type: 'integer' }, applicant: { type: 'string', personal: true } },
    required: ['plot'],
    additionalProperties: false,
  },
  appraisal: {
    type: 'object',
    properties: { eligible: { type: 'boolean' }, plot: { type: 'integer' } },
    required: ['eligible', 'plot'],
    additionalProperties: false,
  },
};

export const landProcedure = { name: 'Đăng ký đất đai', code: '1.014464', field: 'Đất đai', department: 'land' };

export const tester = { user: 'tester', channel: 'test' };

/** Puts the organisation in force and deploys the procedure; the id of its version. */
export async function openLandOffice(engine: Engine): Promise<string> {
  await engine.setOrganisation(organisationContent, tester);
  const { versionId } = await engine.deploy({ bpmn: landXml, forms: landForms, procedure: landProcedure }, tester);
  return versionId;
}

/** A dossier received; `at`: how far it has come. */
export async function startDossier(engine: Engine, at: 'receive' | 'appraise' | 'notify' = 'receive', plot = 7): Promise<string> {
  const { dossierId } = await engine.start({ processKey: 'land', variables: { plot, applicant: 'Lê Văn Đạt' } }, tester);
  if (at !== 'receive') await engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1' }, tester);
  if (at === 'notify')
    await engine.execute(dossierId, { type: 'completeTask', elementKey: 'appraise#1', variables: { eligible: true } }, tester);
  return dossierId;
}
