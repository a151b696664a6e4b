/** The analysis of a content as it is: with what it calls, by the organisation in force. */
import { readCalled } from '../../engine/runtime/versions.ts';
import type { Service } from '../service.ts';
import type { AnalysisReport } from './analyse.ts';
import { openAnalyser, type Analyse } from './analyser.ts';
import { draftHash, type DraftContent } from './drafts.ts';

type Content = Omit<DraftContent, 'title'>;

const analysers = new WeakMap<Service, Analyse>();

function analyserOf(service: Service): Analyse {
  if (service.analyse) return service.analyse;
  let analyser = analysers.get(service);
  if (!analyser) analysers.set(service, (analyser = openAnalyser(service.log)));
  return analyser;
}

/** `pinned`: the versions that it calls and the hash of all, once they are decided; else those that it would be deployed with. Throws ANALYSIS_BUSY. */
export async function analysisOf(
  service: Service,
  { bpmn, forms, procedure }: Content,
  pinned?: { readonly hash: string; readonly bindings: Readonly<Record<string, string>> },
): Promise<AnalysisReport> {
  const { hash = draftHash({ bpmn, forms, procedure }).toString('hex'), bindings } =
    pinned ?? (await service.engine.checkProcedure({ bpmn, forms, procedure }));
  const { versions } = await readCalled(service.pool, bindings);
  return analyserOf(service)({ bpmn, forms, procedure, called: versions, organisation: service.engine.organisation(), modelHash: hash });
}
