/** The content of a new draft: from a regime, or with a start and nothing else. */
import { planXml } from './plan-xml.ts';
import type { Regime } from './regimes.ts';

/** BPMN of a new procedure; without a regime it has one lane, a start and one step. */
export async function draftOfRegime(title: string, regime: Regime | undefined): Promise<string> {
  const processId = `process_${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  if (!regime)
    return planXml(
      {
        lanes: { first: 'Bộ phận Một cửa' },
        nodes: [
          { id: 'start', type: 'startEvent', name: 'Nhận hồ sơ' },
          { id: 'step', type: 'userTask', name: 'Bước đầu tiên' },
          { id: 'end', type: 'endEvent', name: 'Kết thúc' },
        ],
        flows: [
          { from: 'start', to: 'step' },
          { from: 'step', to: 'end' },
        ],
      },
      { processId, name: title },
    );
  return planXml(regime.plan, { processId, name: title, attributes: { 'tthc:regime': regime.id }, extensions: regime.extensions });
}
