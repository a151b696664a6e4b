import { BpmnModdle } from 'bpmn-moddle';
import { correctBySchema } from './correct-by-schema.ts';
import tthc from './tthc.json' with { type: 'json' };

let known: BpmnModdle | undefined;

/** The moddle that knows our `tthc` attributes. Shared: it keeps descriptors, which are costly to build, and nothing of what it reads. */
export function tthcModdle(): BpmnModdle {
  if (known) return known;
  known = new BpmnModdle({ tthc });
  correctBySchema(known);
  return known;
}
