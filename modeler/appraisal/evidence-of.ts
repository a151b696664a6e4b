/** The scenario that proves a finding of soundness. Pure. */
import type { Evidence, ProcessSoundness } from '../../engine/index.ts';

/** Undefined: nothing can be played to it. */
export function evidenceOf(
  soundness: readonly ProcessSoundness[] | undefined,
  { rule, message, elements }: { readonly rule: string; readonly message: string; readonly elements: readonly string[] },
): Evidence | undefined {
  if (!rule.startsWith('soundness.')) return undefined;
  return allEvidence(soundness).find(
    (evidence) => evidence.message === message && evidence.culprits[0] === elements[0] && evidence.scenario.length > 0,
  );
}

/** Everything that fails with a run to it. */
export function allEvidence(soundness: readonly ProcessSoundness[] | undefined): readonly Evidence[] {
  return (soundness ?? []).flatMap(({ optionToComplete, properCompletion, safe, bounded }) =>
    [optionToComplete, properCompletion, safe, bounded].flatMap((outcome) => (outcome.outcome === 'fails' ? [outcome] : [])),
  );
}
