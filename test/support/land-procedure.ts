/** A province with two departments and a Centre, and a procedure that goes through both kinds: received, appraised, paid, returned. */
import type { Engine } from '../../engine/runtime/index.ts';
import { definitions, element, processXml } from './bpmn.ts';

const step = (name: string, unit: string, five: string, more = '') =>
  `name="${name}" tthc:unit="${unit}" tthc:step="${five}" tthc:budget="4" tthc:budgetUnit="workingHour"${more}`;

/** receive (Centre) → appraise (division "maps" of "land") → pay → give (Centre); promised within five working days. */
const land = definitions(
  element('message', 'Paid', '', 'name="paid"'),
  processXml(
    'land',
    '<extensionElements><tthc:deadline kind="published" value="5" unit="workingDay"/></extensionElements>',
    element('startEvent', 's'),
    element('userTask', 'receive', '', step('Tiếp nhận', 'centre', 'receive')),
    element('userTask', 'appraise', '', step('Thẩm định', 'maps', 'appraise')),
    element('receiveTask', 'pay', '', 'name="Chờ nộp tiền" messageRef="Paid" tthc:purpose="payment" tthc:counts="false"'),
    element('userTask', 'give', '', step('Trả kết quả', 'centre', 'return')),
    element('endEvent', 'e'),
    's->receive',
    'receive->appraise',
    'appraise->pay',
    'pay->give',
    'give->e',
  ).replace('<process ', '<process name="Đăng ký đất đai" tthc:department="land" tthc:procedureCode="1.012783" tthc:field="Đất đai" '),
);

/** One task of another department. */
const health = definitions(
  processXml(
    'health',
    element('startEvent', 's'),
    element('userTask', 'look', '', step('Xem xét', 'health', 'appraise')),
    element('endEvent', 'e'),
    's->look',
    'look->e',
  ).replace('<process ', '<process name="Cấp phép y tế" tthc:department="health" '),
);

const organisation = {
  id: 'province',
  name: 'Tỉnh',
  units: [
    { id: 'land', name: 'Sở Đất đai', level: 'department' },
    { id: 'maps', name: 'Phòng Bản đồ', level: 'division', parent: 'land' },
    { id: 'health', name: 'Sở Y tế', level: 'department' },
    { id: 'centre', name: 'Trung tâm', level: 'centre' },
  ],
  officers: [],
};

export const officer = { user: 'binh', name: 'Trần Thị Bình', position: 'Chuyên viên' };

/** Deploys the procedures "land" (its personal data go five years after the end) and "health". */
export async function deployLand(engine: Engine): Promise<void> {
  await engine.setOrganisation(organisation, officer);
  await engine.deploy({ bpmn: land, procedure: { retention: { years: 5 } } }, officer);
  await engine.deploy({ bpmn: health }, officer);
}

/** A new dossier of a procedure; its id. */
export async function startDossier(engine: Engine, processKey: 'land' | 'health', code?: string): Promise<string> {
  const { dossierId } = await engine.start({ processKey }, officer, code === undefined ? {} : { code });
  return dossierId;
}

/** Completes the first visit of a task. */
export async function complete(engine: Engine, dossierId: string, task: string): Promise<void> {
  await engine.execute(dossierId, { type: 'completeTask', elementKey: `${task}#1` }, officer);
}
