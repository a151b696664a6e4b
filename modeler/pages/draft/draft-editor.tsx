/** The editor of a draft that was read, with everything that is said about keeping it. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { session } from '../../data/session.ts';
import type { Editor } from '../../editor/editor.ts';
import { useSay, useSpeech } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { localCopies } from './local-copy.ts';
import { openDraft, type Draft, type OpenDraft } from './open-draft.ts';
import { Notices } from './notices.tsx';
import { SaveState } from './save-state.tsx';
import { SendToAppraisal } from './send-to-appraisal.tsx';
import { Workspace } from './workspace.tsx';

interface Props {
  readonly draft: Draft;
  readonly organisation: unknown;
  /** Throws the editor away and shows what the service has. */
  readonly readAgain: () => void;
}

/** States in which its content may change: what is appraised is not edited meanwhile. */
const editableStates: readonly Draft['state'][] = ['draft', 'registered', 'returned'];

export function DraftEditor({ draft, organisation, readAgain }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<OpenDraft>();
  const [error, setError] = useState<unknown>();
  const { me } = session.current();
  const mayWrite = me?.permissions.includes('drafts:write') === true;
  const isReadOnly = !mayWrite || !editableStates.includes(draft.state);
  const login = me?.login ?? '';

  useEffect(() => {
    let isGone = false;
    let made: OpenDraft | undefined;
    openDraft({ draft, organisation, login, isReadOnly, container: place.current! }).then(
      (ready) => {
        made = ready;
        if (isGone) ready.close();
        else setOpened(ready);
      },
      (failure: unknown) => setError(failure),
    );
    return () => {
      isGone = true;
      made?.close();
    };
  }, [draft, organisation, login, isReadOnly]);

  useEffect(() => {
    if (!opened) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (opened.saving.current().is !== 'saved') event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [opened]);

  const { language } = useSpeech();
  // what bpmn-js shows is drawn again in the other language
  useEffect(() => {
    opened?.editor.modeler.get<{ fire(event: string): void }>('eventBus').fire('i18n.changed');
  }, [opened, language]);

  const startAgain = () => {
    opened?.saving.stop();
    void localCopies(login, draft.draftId).drop().then(readAgain);
  };
  const maySend = !isReadOnly && me?.permissions.includes('appraisals:submit') === true;
  return (
    <Workspace
      editor={opened?.editor}
      canvas={place}
      head={
        <>
          {opened ? <DraftTitle editor={opened.editor} /> : <h1 className="draft-title">{draft.title}</h1>}
          {opened && !isReadOnly && <SaveState saving={opened.saving} />}
        </>
      }
      actions={opened && maySend && <SendToAppraisal draft={draft} saving={opened.saving} onSent={readAgain} />}
      notices={
        error !== undefined ? (
          <Failed error={error} retry={readAgain} />
        ) : (
          opened && <Notices draft={draft} opened={opened} isReadOnly={isReadOnly} mayWrite={mayWrite} startAgain={startAgain} />
        )
      }
    />
  );
}

/** The title, which is changed where it stands. */
function DraftTitle({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [title, setTitle] = useState(editor.content.title);
  useEffect(() => editor.onChange(() => setTitle(editor.content.title)), [editor]);
  useEffect(() => {
    document.title = `${title} – Tại Chỗ`;
  }, [title]);
  if (editor.isReadOnly) return <h1 className="draft-title">{title}</h1>;
  return (
    <h1 className="draft-title">
      <TextInput
        variant="unstyled"
        aria-label={say('Tên bản nháp', 'Title of the draft')}
        value={title}
        maxLength={500}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={() => {
          const written = title.trim().normalize('NFC');
          if (written === '') setTitle(editor.content.title);
          else if (written !== editor.content.title) editor.setContent({ title: written });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
        }}
      />
    </h1>
  );
}
