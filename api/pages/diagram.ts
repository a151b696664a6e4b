/** The diagram of a published version, drawn once for each language and kept while it is asked for. */
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';
import { drawSvg } from '../../engine/drawing/draw-svg.ts';
import type { Engine } from '../../engine/runtime/index.ts';
import type { Html } from './html.ts';
import type { PublishedVersion } from './published-versions.ts';
import type { Language } from './words.ts';

/** A picture is some 100 kB. */
const mostKept = 200;

/** By version and language, the one asked for longest ago first; what is deployed never changes. */
const kept = new WeakMap<Engine, Map<string, Promise<Html | undefined>>>();

/** SVG whose every name is escaped, to stand in a page; undefined when the file cannot be drawn. */
export function diagramOf(
  engine: Engine,
  { processKey, version, versionId }: PublishedVersion,
  language: Language,
): Promise<Html | undefined> {
  let drawn = kept.get(engine);
  if (!drawn) kept.set(engine, (drawn = new Map()));
  const key = `${versionId} ${language}`;
  const found = drawn.get(key) ?? draw();
  drawn.delete(key);
  drawn.set(key, found);
  if (drawn.size > mostKept) drawn.delete([...drawn.keys()][0]!);
  return found;

  async function draw(): Promise<Html | undefined> {
    try {
      const { bpmn } = await engine.procedureFile(processKey, version);
      const { definitions } = await parseBpmn(bpmn);
      return definitions && { html: drawSvg(definitions, { language }) };
    } catch (error) {
      drawn?.delete(key);
      throw error;
    }
  }
}
