/** Personal data never reach the core: in their place stands a reference. No expression may decide by them; a mapping may pass the reference on. */
import { freeNames } from '../semantics/expressions.ts';
import { feelTextsOf, type FeelText } from './feel-texts.ts';
import { problem } from './problems.ts';
import type { Problem, ProcessModel } from './types.ts';

/**
 * PERSONAL_DATA_READ for every FEEL text and decision of the model, linked processes included, that may read one of `personalNames`, or a name under which a mapping passes one on.
 * Harmless is only a mapping whose source is exactly the name. Deadlines of linked processes choose nothing here and are left out.
 */
export function checkPersonal(model: ProcessModel, personalNames: ReadonlySet<string>): Problem[] {
  if (personalNames.size === 0) return [];
  const texts: ReadText[] = [...model.processes.values()].flatMap((process) =>
    feelTextsOf(process).filter(({ use }) => use !== 'deadline' || !process.linked),
  );
  for (const { at, text } of model.messageKeys?.values() ?? []) texts.push({ at, text, use: 'other' });
  const origins = originsOf(personalNames, texts);
  const problems = new Map<string, Problem>();
  for (const each of texts) {
    if (passedOn(each) !== undefined) continue;
    for (const name of each.reads ?? freeNames(each.text)) {
      const origin = origins.get(name);
      if (origin === undefined) continue;
      const shown = name === origin ? name : `${name} = ${origin}`;
      problems.set(`${each.at} ${shown}`, problem('PERSONAL_DATA_READ', shown, each.at));
    }
  }
  return [...problems.values()];
}

type ReadText = Omit<FeelText, 'seenFrom' | 'node'>;

/** The name that a mapping passes on as it is. */
function passedOn({ text, use }: ReadText): string | undefined {
  const [name, ...others] = freeNames(text);
  return use === 'mapping' && name !== undefined && others.length === 0 && text.normalize('NFC').trim().replace(/\s+/g, ' ') === name
    ? name
    : undefined;
}

/** Name → the personal name it stands for: the names themselves, and those that mappings give them on the way. */
function originsOf(personalNames: ReadonlySet<string>, texts: readonly ReadText[]): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const name of personalNames) origins.set(name.normalize('NFC'), name.normalize('NFC'));
  const targetsOf = new Map<string, string[]>();
  for (const each of texts) {
    const source = passedOn(each);
    if (source === undefined || each.target === undefined) continue;
    const known = targetsOf.get(source);
    if (known) known.push(each.target);
    else targetsOf.set(source, [each.target]);
  }
  // grows while it is walked: a name may be passed on from mapping to mapping
  for (const [name, origin] of origins)
    for (const target of targetsOf.get(name) ?? []) if (!origins.has(target)) origins.set(target, origin);
  return origins;
}
