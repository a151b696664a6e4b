/** All that the page of a dossier shows, asked for together: what belongs to one moment is read at about one moment. */
import type { DossierReport } from '../../engine/index.ts';
import { api } from '../data/session.ts';

export type DossierPicture = Awaited<ReturnType<typeof loadDossier>>;

/** Pages of a history are read to their end; a dossier has some tens of entries. */
async function wholeHistory(dossierId: string) {
  const entries: Awaited<ReturnType<typeof api.getDossierHistory>>['items'][number][] = [];
  let after: number | undefined;
  do {
    const { items, next } = await api.getDossierHistory({
      params: { dossierId },
      query: { limit: 500, ...(after !== undefined && { after }) },
    });
    entries.push(...items);
    after = next;
  } while (after !== undefined);
  return entries;
}

/** `may`: what is not allowed is not asked for, and shown as not there. */
export async function loadDossier(dossierId: string, may: (permission: string) => boolean) {
  const params = { dossierId };
  const none = { items: [] };
  const [summary, diagram, report, flags, tasks, history, documents, corrections] = await Promise.all([
    api.getDossier({ params }),
    api.getDossierDiagram({ params }),
    api.getDossierReport({ params }) as unknown as Promise<DossierReport>,
    api.getDossierFlags({ params, query: { limit: 500 } }),
    may('tasks:read')
      ? api.getTasks({ query: { dossierId, limit: 500, type: ['userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask'] } })
      : none,
    wholeHistory(dossierId),
    may('documents:read') ? api.getDossierDocuments({ params }) : none,
    may('handOffs:read') ? api.getCorrections({ query: { limit: 500 } }) : none,
  ]);
  return {
    summary,
    diagram,
    report,
    flags: flags.items,
    tasks: tasks.items,
    history,
    documents: documents.items,
    corrections: corrections.items.filter((each) => each.dossierId === dossierId),
  };
}
