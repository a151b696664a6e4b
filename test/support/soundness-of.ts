import { expect } from 'chai';
import { checkSoundness } from '../../engine/analysis/check-soundness.ts';
import { replayScenario } from '../../engine/analysis/replay-scenario.ts';
import type { Evidence, ProcessSoundness } from '../../engine/analysis/soundness-report.ts';
import type { ProcessModel } from '../../engine/model/types.ts';
import { modelOfXml } from './bpmn.ts';

export interface Told {
  readonly model: ProcessModel;
  readonly process: ProcessSoundness;
  /** Option to complete, proper completion, no dead activities, safe, bounded: `+` holds, `-` fails, `?` not decided. */
  readonly outcomes: string;
  /** What fails, as played in the engine. */
  readonly evidence: readonly Evidence[];
  /** Codes of why something is not decided. */
  readonly reasons: readonly string[];
}

/** Soundness of the first process of a file, or of its processes together; every run that shows a mistake is played in the engine to the same tokens. */
export async function soundnessOf(xml: string, mode: ProcessSoundness['mode'] = 'alone'): Promise<Told> {
  const model = await modelOfXml(xml);
  const process = checkSoundness(model).processes.find((each) => each.mode === mode)!;
  const { optionToComplete, properCompletion, noDeadActivities, safe, bounded } = process;
  const all = [optionToComplete, properCompletion, noDeadActivities, safe, bounded];
  const evidence = [optionToComplete, safe, bounded, properCompletion].flatMap((each) => (each.outcome === 'fails' ? [each] : []));
  for (const { scenario, stateAtEnd } of evidence) expect(replayScenario(model, scenario, mode).tokens).to.deep.equal(stateAtEnd);
  return {
    model,
    process,
    outcomes: all.map(({ outcome }) => (outcome === 'holds' ? '+' : outcome === 'fails' ? '-' : '?')).join(''),
    evidence,
    reasons: [...new Set(all.flatMap((each) => (each.outcome === 'notDecided' ? [each.reason.code] : [])))],
  };
}
