/** Under an organisation that is being edited: what is wrong, saving, and a question before edits would be lost. */
import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { useSay } from '../../i18n/say.tsx';
import { Confirm } from './confirm.tsx';
import { Dialog } from './dialog.tsx';
import { SaveOrganisation } from './save-organisation.tsx';
import type { EditedOrganisation } from './use-edited-organisation.ts';

interface Props {
  readonly edited: EditedOrganisation;
  /** Goes to where a problem is; absent: it is only said. */
  onProblem?(pointer: string): void;
}

export function EditBar({ edited, onProblem }: Props) {
  const say = useSay();
  const [open, setOpen] = useState<'save' | 'discard'>();
  const [isSaved, setSaved] = useState(false);
  const { isChanged, problems, base, content } = edited;
  useWarning(isChanged);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname);

  return (
    <>
      {problems.length > 0 && (
        <Alert color="red" role="alert" title={say(`Còn ${problems.length} chỗ phải sửa`, `${problems.length} things to correct`)}>
          {problems.slice(0, 8).map(({ code, at = '', message, messageEn }) => (
            <Group key={`${code} ${at} ${message}`} gap="xs">
              <Text size="sm">{say(message, messageEn)}</Text>
              {onProblem && (
                <Button size="compact-xs" variant="default" onClick={() => onProblem(at)}>
                  {say('Đến chỗ sửa', 'Go there')}
                </Button>
              )}
            </Group>
          ))}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          disabled={!isChanged || problems.length > 0}
          onClick={() => {
            setSaved(false);
            setOpen('save');
          }}
        >
          {say('Xem trước và lưu', 'Preview and save')}
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setOpen('discard')}>
            {say('Bỏ thay đổi', 'Discard changes')}
          </Button>
        )}
        <Text size="sm" role="status">
          {isChanged
            ? say('Có thay đổi chưa lưu.', 'There are changes that are not saved.')
            : isSaved
              ? say('Đã lưu, đang có hiệu lực.', 'Saved and in force.')
              : ''}
        </Text>
      </Group>
      {open === 'save' && (
        <SaveOrganisation
          base={base}
          edited={content}
          onMerged={(theirs, merged) => edited.rebase(theirs, merged)}
          onSaved={() => {
            setOpen(undefined);
            setSaved(true);
            void edited.reload();
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'discard' && (
        <Confirm
          title={say('Bỏ mọi thay đổi chưa lưu?', 'Discard all changes?')}
          text={say('Sơ đồ trở lại như đang có hiệu lực.', 'The organisation goes back to what is in force.')}
          act={say('Bỏ thay đổi', 'Discard')}
          isDangerous
          run={() => edited.reload()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {blocker.state === 'blocked' && (
        <Dialog title={say('Rời trang khi chưa lưu?', 'Leave without saving?')} onClose={() => blocker.reset()} size="md">
          <Group justify="end">
            <Button variant="default" onClick={() => blocker.reset()}>
              {say('Ở lại', 'Stay')}
            </Button>
            <Button color="red.8" onClick={() => blocker.proceed()}>
              {say('Rời trang, bỏ thay đổi', 'Leave and discard')}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}

/** The browser asks before the window is closed over edits. */
function useWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);
}
