/** Fetches a side of a comparison: its file, its name, and what the checker says of it. */
import { RequestRefused } from '../../api/client.ts';
import type { Finding } from '../../engine/index.ts';
import { api } from '../data/session.ts';
import type { Say } from '../i18n/say.tsx';
import { readForComparison, type ReadSide } from './read-for-comparison.ts';
import type { Side } from './side.ts';

export interface LoadedSide extends ReadSide {
  readonly xml: string;
  readonly title: string;
}

/** Throws RequestRefused (UNKNOWN_VERSION, UNKNOWN_DRAFT, UNKNOWN_APPRAISAL). */
export async function loadSide(side: Side): Promise<LoadedSide> {
  const { xml, title } = await fileOf(side);
  return { xml, title, ...(await readForComparison(xml)) };
}

async function fileOf(side: Side): Promise<{ readonly xml: string; readonly title: string }> {
  switch (side.kind) {
    case 'draft': {
      const { bpmn, title } = await api.getDraft({ params: side });
      return { xml: bpmn, title };
    }
    case 'submission': {
      const { appraisalId, round } = side;
      const [{ bpmn }, { title }] = await Promise.all([
        api.getAppraisalSubmission({ params: { appraisalId, round } }),
        api.getAppraisal({ params: { appraisalId } }),
      ]);
      return { xml: bpmn, title };
    }
    case 'version': {
      const { processKey, version } = side;
      const [xml, { name = processKey }] = await Promise.all([
        api.getProcedureVersionXml({ params: { processKey, version } }).then((response) => response.text()),
        api.getProcedureVersion({ params: { processKey, version } }),
      ]);
      return { xml, title: name };
    }
  }
}

/** May take as long as the checker does; null for who may not ask it. */
export async function findingsOfSide(side: Side): Promise<readonly Finding[] | null> {
  try {
    const { findings } = await reportOfSide(side);
    return findings as readonly Finding[];
  } catch (error) {
    if (error instanceof RequestRefused && error.status < 500) return null;
    throw error;
  }
}

async function reportOfSide(side: Side): Promise<{ readonly findings: readonly object[] }> {
  switch (side.kind) {
    case 'draft':
      return api.getDraftAnalysis({ params: side });
    case 'submission':
      return (await api.getAppraisalSubmission({ params: side })).report;
    case 'version':
      return api.getProcedureVersionAnalysis({ params: side });
  }
}

/** What a side is called beside its title. */
export function sideName(side: Side, say: Say): string {
  switch (side.kind) {
    case 'draft':
      return say('Bản nháp', 'Draft');
    case 'submission':
      return say(`Lần trình ${side.round}`, `Submission ${side.round}`);
    case 'version':
      return say(`Phiên bản ${side.version}`, `Version ${side.version}`);
  }
}
