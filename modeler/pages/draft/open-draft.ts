/** A draft with the editor it is drawn in and the saving that follows it. */
import { api } from '../../data/session.ts';
import type { Editor, EditorContent } from '../../editor/editor.ts';
import { openEditor } from '../../editor/open-editor.ts';
import { localCopies, type LocalCopy } from './local-copy.ts';
import { openSaving, type Saving } from './saving.ts';

export type Draft = Awaited<ReturnType<typeof api.getDraft>>;

export interface OpenDraft {
  readonly editor: Editor;
  readonly saving: Saving;
  /** What the browser had kept and the service had not; it is what the editor shows. */
  readonly restored?: LocalCopy;
  close(): void;
}

export interface OpenDraftOptions {
  readonly draft: Draft;
  readonly organisation: unknown;
  readonly login: string;
  readonly isReadOnly: boolean;
  readonly container: HTMLElement;
}

const bodyOf = ({
  xml,
  content: { title, department, forms, decisions, procedure },
}: {
  readonly xml: string;
  readonly content: EditorContent;
}) => ({
  title,
  bpmn: xml,
  forms: forms as Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  procedure,
  ...(decisions && { decisions }),
  ...(department !== undefined && { department }),
});

/** Throws what bpmn-js cannot read. */
export async function openDraft({ draft, organisation, login, isReadOnly, container }: OpenDraftOptions): Promise<OpenDraft> {
  const { draftId, revision } = draft;
  const copies = localCopies(login, draftId);
  const kept = isReadOnly ? undefined : await copies.find();
  const restored = kept && (kept.xml !== draft.bpmn || kept.content.title !== draft.title || kept.revision >= revision) ? kept : undefined;
  const editor = await openEditor({
    container,
    xml: restored?.xml ?? draft.bpmn,
    content: restored?.content ?? {
      title: draft.title,
      forms: draft.forms,
      decisions: draft.decisions,
      procedure: draft.procedure as EditorContent['procedure'],
      ...(draft.department !== undefined && { department: draft.department }),
    },
    organisation,
    isReadOnly,
  });
  const saving = openSaving({
    // what was restored was made from an older revision, perhaps: then the service says so
    revision: restored?.revision ?? revision,
    copies,
    write: async () => ({ xml: await editor.xml(), content: editor.content }),
    async put(written, ifRevision, idempotencyKey) {
      // requests wait for the network; a draft says that it is not sent, is kept here, and tries again
      if (!navigator.onLine) throw new TypeError('no network');
      return api.putDraft({ params: { draftId }, body: bodyOf(written), ifRevision, idempotencyKey });
    },
    get: () => api.getDraft({ params: { draftId } }),
  });
  const endings: (() => void)[] = [];
  if (!isReadOnly) {
    endings.push(editor.onChange(() => saving.touch()));
    if (restored) saving.touch();
    const online = () => void saving.flush();
    addEventListener('online', online);
    endings.push(() => removeEventListener('online', online));
  }
  return {
    editor,
    saving,
    ...(restored && { restored }),
    close() {
      for (const end of endings) end();
      void saving.flush().finally(() => {
        saving.stop();
        editor.modeler.destroy();
      });
    },
  };
}

/** The same drawing and content as a draft of its own; its id. */
export async function keepAsNewDraft(editor: Editor, title: string): Promise<string> {
  const body = bodyOf({ xml: await editor.xml(), content: { ...editor.content, title } });
  const { draftId } = await api.postDrafts({ body });
  return draftId;
}
