/** The analysis of a content as it is, with what it calls, by the organisation in force; and its report as a document. */
import { EngineRefused } from '../../engine/runtime/index.ts';
import { checkerVersion, type DecisionFiles } from '../../engine/index.ts';
import { readCalled } from '../../engine/runtime/versions.ts';
import { Problem } from '../problem.ts';
import type { Printed, PrintedForm } from '../reports/appraisal/print-appraisal.ts';
import type { Analyse, Service } from '../service.ts';
import type { AnalysisInput, AnalysisReport } from './analyse.ts';
import { draftHash, type DraftContent } from './drafts.ts';
import { openLongWork, WorkUnfinished, type DoLongWork } from './long-work.ts';
import { databaseNow, localDate } from './publication.ts';

type Content = Omit<DraftContent, 'title'>;

const threads = new WeakMap<Service, DoLongWork>();

function threadOf(service: Service): DoLongWork {
  let thread = threads.get(service);
  if (!thread) threads.set(service, (thread = openLongWork(service.log)));
  return thread;
}

/** What was decided of a content: the versions that it calls, the hash of all, and which version it is to be compared with. */
export interface Pinned {
  readonly hash: string;
  readonly bindings: Readonly<Record<string, string>>;
  readonly processKey: string;
  /** Its own number, if it is a version; else it follows the newest. */
  readonly version?: number;
}

/** Without `pinned`: with those versions that it would be deployed with. Throws ANALYSIS_BUSY. */
export async function analysisOf(
  service: Service,
  { bpmn, forms, decisions, procedure }: Content,
  pinned?: Pinned,
): Promise<AnalysisReport> {
  const {
    hash = draftHash({ bpmn, forms, decisions, procedure }).toString('hex'),
    bindings,
    processKey,
  } = pinned ?? (await service.engine.checkProcedure({ bpmn, forms, decisions, procedure }));
  const { versions } = await readCalled(service.pool, bindings);
  const previous = processKey === undefined ? undefined : await previousOf(service, processKey, pinned?.version);
  const measured = processKey === undefined ? [] : await service.engine.measuredSteps(processKey);
  const analyse = service.analyse ?? analyseOn(threadOf(service));
  return analyse({
    bpmn,
    forms,
    decisions,
    procedure,
    called: versions,
    organisation: service.engine.organisation(),
    firstDate: localDate(await databaseNow(service.pool)),
    modelHash: hash,
    ...(measured.length > 0 && { measured }),
    ...(previous && { previous }),
  });
}

/** Throws ANALYSIS_BUSY, NOT_PRINTED. */
export async function printedReport(
  service: Service,
  {
    bpmn,
    decisions = {},
    bindings,
    report,
    version,
  }: { bpmn: string; decisions?: DecisionFiles; bindings: Readonly<Record<string, string>>; report: AnalysisReport; version?: number },
  form: PrintedForm,
): Promise<Printed> {
  const { versions } = await readCalled(service.pool, bindings);
  try {
    const print = {
      bpmn,
      decisions,
      called: versions,
      report,
      organisation: service.engine.organisation(),
      form,
      madeAt: (await databaseNow(service.pool)).toISOString(),
      ...(version !== undefined && { version }),
    };
    const { mediaType, content } = (await threadOf(service)({ print })) as Printed;
    return { mediaType, content: Buffer.from(content) };
  } catch (error) {
    if (!(error instanceof WorkUnfinished)) throw error;
    throw new Problem(500, 'NOT_PRINTED', 'Không lập được văn bản', 'The document could not be made');
  }
}

/** The version before this one, or the newest there is. */
async function previousOf(service: Service, processKey: string, version?: number): Promise<AnalysisInput['previous']> {
  if (version === 1) return undefined;
  try {
    const {
      version: number,
      bindings,
      decisions,
    } = await service.engine.procedureVersion(processKey, version === undefined ? undefined : version - 1);
    const { bpmn } = await service.engine.procedureFile(processKey, number);
    return { version: number, bpmn, decisions, called: (await readCalled(service.pool, bindings)).versions };
  } catch (error) {
    if (error instanceof EngineRefused) return undefined;
    throw error;
  }
}

/** What was not analysed is an error of the report, never silence. */
function analyseOn(thread: DoLongWork): Analyse {
  return async (input) => {
    try {
      return (await thread({ analyse: input })) as AnalysisReport;
    } catch (error) {
      if (!(error instanceof WorkUnfinished)) throw error;
      const [message, messageEn] = unfinished[error.why];
      const finding = { rule: 'ANALYSIS_UNFINISHED', severity: 'error', message, messageEn, elements: [] } as const;
      return { modelHash: input.modelHash, checkerVersion, findings: [finding] };
    }
  };
}

const unfinished = {
  tooLong: [
    'Chưa kiểm tra xong trong thời gian cho phép: chưa kết luận được gì về thủ tục này',
    'Not checked within the time allowed: nothing can be said of this procedure',
  ],
  failed: ['Việc kiểm tra bị lỗi: chưa kết luận được gì về thủ tục này', 'The check itself failed: nothing can be said of this procedure'],
} as const;
