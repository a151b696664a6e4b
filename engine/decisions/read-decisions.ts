/** DMN files → decisions that can be asked. */
import type { DecisionFile } from './definition.ts';
import type { DecisionFiles, DecisionSet } from '../model/decision.ts';
import type { Problem } from '../model/types.ts';
import { compileGraph } from './compile-graph.ts';
import { parseDmn } from './parse-dmn.ts';
import { readFile } from './read-file.ts';

/** No DMN files at all. */
export const noDecisions: DecisionSet = { decisions: [], problems: [] };

const sets = new Map<string, DecisionSet>();
/** As many procedure versions with decisions as are commonly open at once, and not more text than a few very large ones have; the oldest leave first. */
const mostSets = 200;
const mostCharacters = 20_000_000;
let characters = 0;

/**
 * The decisions and decision services of the DMN 1.1 to 1.5 files of a procedure, by the name of the file. Kept by text.
 * Never throws for bad files: problems carry the file and the id (`fee.dmn#rate`); a file with an error gives no decisions.
 */
export async function readDecisions(files: DecisionFiles = {}): Promise<DecisionSet> {
  const names = Object.keys(files).sort();
  if (names.length === 0) return noDecisions;
  const key = JSON.stringify(names.map((name) => [name, files[name]]));
  const known = sets.get(key);
  if (known) return known;
  const read: DecisionFile[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const { definitions, problems: found } = await parseDmn(name, files[name]!);
    const all = [...found];
    if (definitions && !found.some(({ severity }) => severity === 'error')) {
      const file = readFile(name, definitions, all);
      if (!all.some(({ severity }) => severity === 'error')) read.push(file);
    }
    problems.push(...all);
  }
  const decisions = compileGraph(read, problems);
  const set: DecisionSet = Object.freeze({ decisions: Object.freeze(decisions), problems: Object.freeze(problems) });
  for (const oldest of sets.keys()) {
    if (sets.size < mostSets && characters + key.length <= mostCharacters) break;
    sets.delete(oldest);
    characters -= oldest.length;
  }
  if (!sets.has(key)) characters += key.length;
  sets.set(key, set);
  return set;
}
