/** What has to be read before drawing: what was restored, why nothing can be changed, that two people changed it. */
import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { session } from '../../data/session.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Conflict } from './conflict.tsx';
import { localCopies } from './local-copy.ts';
import type { Draft, OpenDraft } from './open-draft.ts';
import { useSavingState } from './save-state.tsx';

interface Props {
  readonly draft: Draft;
  readonly opened: OpenDraft;
  readonly isReadOnly: boolean;
  readonly mayWrite: boolean;
  readonly startAgain: () => void;
}

export function Notices({ draft, opened, isReadOnly, mayWrite, startAgain }: Props) {
  const say = useSay();
  const state = useSavingState(opened.saving);
  const [isSeen, setSeen] = useState(false);
  const appraisal = draft.appraisalId !== undefined && (
    <Anchor component={Link} to={`/appraisals/${draft.appraisalId}`} size="sm">
      {say('Mở hồ sơ thẩm định', 'Open the appraisal')}
    </Anchor>
  );
  if (state.is === 'conflict')
    return (
      <Conflict
        editor={opened.editor}
        theirs={state.theirs}
        takeTheirs={startAgain}
        dropCopy={() => localCopies(session.current().me?.login ?? '', draft.draftId).drop()}
      />
    );
  if (isReadOnly)
    return (
      <Alert color="gray" m="xs" role="note">
        <Group gap="xs">
          <Text size="sm">
            {mayWrite
              ? say('Bản nháp đang được thẩm định nên chỉ xem, không sửa được.', 'The draft is being appraised: to be read, not changed.')
              : say('Bạn chỉ xem được bản nháp này, không sửa được.', 'You may read this draft, not change it.')}
          </Text>
          {appraisal}
        </Group>
      </Alert>
    );
  if (opened.restored && !isSeen)
    return (
      <Alert color="blue" m="xs" role="status" withCloseButton closeButtonLabel={say('Đóng', 'Close')} onClose={() => setSeen(true)}>
        <Group gap="xs">
          <Text size="sm">
            {say(
              `Đã khôi phục những thay đổi chưa gửi, giữ trên máy này lúc ${shownInstant(new Date(opened.restored.keptAt).toISOString())}.`,
              `Restored the changes that were not sent, kept on this computer at ${shownInstant(new Date(opened.restored.keptAt).toISOString())}.`,
            )}
          </Text>
          <Button size="compact-xs" variant="default" onClick={startAgain}>
            {say('Bỏ, dùng bản trên máy chủ', 'Drop them, use what the server has')}
          </Button>
        </Group>
      </Alert>
    );
  if (draft.state === 'returned' && !isSeen)
    return (
      <Alert color="yellow" m="xs" role="note" withCloseButton closeButtonLabel={say('Đóng', 'Close')} onClose={() => setSeen(true)}>
        <Group gap="xs">
          <Text size="sm">
            {say('Hồ sơ thẩm định bị trả lại: sửa theo nhận xét rồi gửi lại.', 'The appraisal was returned: correct it and send it again.')}
          </Text>
          {appraisal}
        </Group>
      </Alert>
    );
  return null;
}
