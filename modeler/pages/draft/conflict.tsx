/** Two people changed one draft: who, when, and what becomes of the two drawings. */
import { Alert, Button, Group, Modal, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Diagram } from '../../bpmn/diagram.tsx';
import { session } from '../../data/session.ts';
import type { Editor } from '../../editor/editor.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { keepAsNewDraft } from './open-draft.ts';
import type { KeptDraft } from './saving.ts';

interface Props {
  readonly editor: Editor;
  readonly theirs: KeptDraft;
  /** Forgets what is drawn here and shows what the service has. */
  readonly takeTheirs: () => void;
  /** Forgets the copy in this browser. */
  readonly dropCopy: () => Promise<void>;
}

export function Conflict({ editor, theirs, takeTheirs, dropCopy }: Props) {
  const say = useSay();
  const navigate = useNavigate();
  const [mine, setMine] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const who = theirs.updatedBy.name ?? theirs.updatedBy.user;
  const when = shownInstant(theirs.updatedAt);

  async function keepMine() {
    setBusy(true);
    setError(undefined);
    try {
      const name = session.current().me?.name ?? '';
      const draftId = await keepAsNewDraft(editor, `${editor.content.title} (${say('bản của', 'by')} ${name})`.slice(0, 500));
      await dropCopy();
      await navigate(`/drafts/${draftId}`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  const choices = (
    <Group gap="xs">
      <Button size="xs" loading={isBusy} onClick={() => void keepMine()}>
        {say('Giữ bản của tôi thành bản nháp mới', 'Keep mine as a new draft')}
      </Button>
      <Button size="xs" variant="default" onClick={takeTheirs}>
        {say('Lấy bản của họ', 'Take theirs')}
      </Button>
      {mine === undefined && (
        <Button size="xs" variant="default" onClick={() => void editor.xml().then(setMine, setError)}>
          {say('Xem cả hai', 'See both')}
        </Button>
      )}
    </Group>
  );
  return (
    <>
      <Alert color="red" role="alert" m="xs" title={say(`${who} đã sửa bản nháp này lúc ${when}`, `${who} changed this draft at ${when}`)}>
        <Stack gap="xs">
          <Text size="sm">
            {say(
              'Những gì bạn vẽ vẫn còn đây, chưa gửi đi và không bị ghi đè. Hãy chọn cách xử lý.',
              'What you drew is still here: not sent, not overwritten. Choose what becomes of it.',
            )}
          </Text>
          {error !== undefined && <Failed error={error} />}
          {choices}
        </Stack>
      </Alert>
      <Modal
        opened={mine !== undefined}
        onClose={() => setMine(undefined)}
        fullScreen
        title={say('Hai bản của cùng một bản nháp', 'Two versions of one draft')}
        closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      >
        <SimpleGrid cols={2} mb="md">
          <section>
            <Title order={2} size="h5" mb="xs">
              {say('Bản của tôi (chưa gửi)', 'Mine (not sent)')}
            </Title>
            {mine !== undefined && <Diagram xml={mine} label={say('Sơ đồ của tôi', 'My diagram')} height="70vh" />}
          </section>
          <section>
            <Title order={2} size="h5" mb="xs">
              {say(`Bản của ${who}, lưu lúc ${when}`, `That of ${who}, saved at ${when}`)}
            </Title>
            {mine !== undefined && <Diagram xml={theirs.bpmn} label={say('Sơ đồ của người kia', 'Their diagram')} height="70vh" />}
          </section>
        </SimpleGrid>
        {choices}
      </Modal>
    </>
  );
}
