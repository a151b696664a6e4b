/** One draft in the editor: canvas or table, panels beside it. */
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { api } from '../../data/session.ts';
import type { Editor } from '../../editor/editor.ts';
import { openEditor } from '../../editor/open-editor.ts';
import { Asked } from '../../parts/asked.tsx';
import { Failed } from '../../parts/states.tsx';
import './draft.css';
import { Workspace } from './workspace.tsx';

export default function DraftPage() {
  const { draftId = '' } = useParams();
  const query = useQuery({
    queryKey: ['draft', draftId],
    queryFn: async () => {
      const [draft, organisation] = await Promise.all([api.getDraft({ params: { draftId } }), api.getOrganisation()]);
      return { draft, organisation };
    },
    // the editor holds what is newer
    staleTime: Infinity,
  });
  return <Asked query={query}>{({ draft, organisation }) => <DraftEditor draft={draft} organisation={organisation} />}</Asked>;
}

interface Props {
  readonly draft: Awaited<ReturnType<typeof api.getDraft>>;
  readonly organisation: unknown;
}

function DraftEditor({ draft, organisation }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    let isGone = false;
    let opened: Editor | undefined;
    openEditor({
      container: place.current!,
      xml: draft.bpmn,
      content: { title: draft.title, forms: draft.forms, procedure: draft.procedure as Readonly<Record<string, unknown>> },
      organisation,
      isReadOnly: false,
    }).then(
      (made) => {
        opened = made;
        if (isGone) made.modeler.destroy();
        else setEditor(made);
      },
      (failure: unknown) => setError(failure),
    );
    return () => {
      isGone = true;
      opened?.modeler.destroy();
    };
  }, [draft, organisation]);

  const head = (
    <Title order={1} size="h4">
      {draft.title}
    </Title>
  );
  return <Workspace editor={editor} canvas={place} head={head} notices={error !== undefined && <Failed error={error} />} />;
}
