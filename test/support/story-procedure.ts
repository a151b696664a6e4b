/** A procedure for the stories played in a browser: the commune's justice officer asks the police and the hamlet side by side before confirming. */
import type { Moddle } from 'bpmn-moddle';
import { layOut } from '../../engine/model/layout.ts';
import { tthcModdle } from '../../engine/model/tthc-moddle.ts';
import { definitions, element, escape, processXml } from './bpmn.ts';

interface Options {
  /** The split lets one way go on, the join waits for both: a deadlock. */
  readonly isStuck?: boolean;
  /** Working days of the officer's first step; the draft takes what is left, so that all add up to five. */
  readonly days?: number;
  readonly processKey?: string;
  readonly province?: string;
  readonly deadlineDays?: number;
}

export const storyName = 'Xác nhận tình trạng hôn nhân';

/** BPMN with a diagram. */
export async function storyProcedure({
  isStuck = false,
  days = 2.25,
  processKey = 'xacNhanHonNhan',
  province,
  deadlineDays = 5,
}: Options = {}): Promise<string> {
  const task = (id: string, name: string, step: string, budget: number, unit: string) =>
    element(
      'userTask',
      id,
      '',
      `name="${escape(name)}" tthc:step="${step}" tthc:place="centre" tthc:unit="${unit}" tthc:role="specialist" tthc:budget="${budget}" tthc:budgetUnit="workingDay"`,
    );
  const lane = (id: string, name: string, nodes: readonly string[]) =>
    `<lane id="${id}" name="${name}">${nodes.map((node) => `<flowNodeRef>${node}</flowNodeRef>`).join('')}</lane>`;
  const split = isStuck ? 'exclusiveGateway' : 'parallelGateway';
  const xml = definitions(
    processXml(
      processKey,
      `<extensionElements><tthc:deadline kind="legal" value="${deadlineDays}" unit="workingDay" source="Nghị định 123/2015/NĐ-CP, điều 22"/><tthc:deadline kind="published" value="${deadlineDays}" unit="workingDay" source="Quyết định công bố"/><tthc:appointment order="1" value="${deadlineDays}" unit="workingDay" source="Quyết định công bố"/><tthc:legalBasis>Luật Hộ tịch 2014</tthc:legalBasis></extensionElements>`,
      `<laneSet id="lanes">${lane('laneCentre', 'Trung tâm Phục vụ hành chính công', ['start', 'receive', 'seal', 'giveBack', 'end'])}${lane('laneJustice', 'Tư pháp – Hộ tịch', ['appraise', 'ask', 'asked', 'draft', 'sign'])}${lane('lanePolice', 'Công an xã', ['police'])}${lane('laneHamlet', 'Trưởng thôn', ['hamlet'])}</laneSet>`,
      element('startEvent', 'start', '', 'name="Nhận hồ sơ"'),
      task('receive', 'Tiếp nhận hồ sơ', 'receive', 0.25, 'desk1'),
      task('appraise', 'Thẩm định hồ sơ', 'appraise', days, 'land'),
      element(split, 'ask', '', 'name="Hỏi ý kiến"'),
      task('police', 'Công an xã xác minh cư trú', 'appraise', 1, 'maps'),
      task('hamlet', 'Trưởng thôn xác nhận', 'appraise', 1, 'health'),
      element('parallelGateway', 'asked', '', 'name="Đủ ý kiến"'),
      task('draft', 'Dự thảo giấy xác nhận', 'appraise', 2.75 - days, 'land'),
      task('sign', 'Ký duyệt', 'approve', 0.5, 'land'),
      task('seal', 'Đóng dấu', 'seal', 0.25, 'clerks'),
      task('giveBack', 'Trả kết quả', 'return', 0.25, 'desk1'),
      element('endEvent', 'end', '', 'name="Đã trả kết quả"'),
      'start->receive',
      'receive->appraise',
      'appraise->ask',
      ...(isStuck ? ['ask->police?needsPolice = true', 'ask->hamlet!'] : ['ask->police', 'ask->hamlet']),
      'police->asked',
      'hamlet->asked',
      'asked->draft',
      'draft->sign',
      'sign->seal',
      'seal->giveBack',
      'giveBack->end',
    ).replace(
      `<process id="${processKey}"`,
      `<process id="${processKey}" name="${storyName}" tthc:procedureCode="2.000488" tthc:field="Hộ tịch" tthc:department="land" tthc:regime="fiveAtPlace"${province === undefined ? '' : ` tthc:province="${escape(province)}"`}`,
    ),
  );
  const moddle = tthcModdle();
  const { rootElement } = await moddle.fromXML(xml);
  layOut(rootElement as unknown as Moddle);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}
