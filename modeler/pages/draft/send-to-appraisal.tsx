/** Sends the draft to be appraised: registers it when it is not, and submits what is saved now. */
import { Alert, Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import type { Draft } from './open-draft.ts';
import type { Saving } from './saving.ts';

interface Props {
  readonly draft: Draft;
  readonly saving: Saving;
  /** The service's draft has changed: read it again. */
  readonly onSent: () => void;
}

export function SendToAppraisal({ draft, saving, onSent }: Props) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [appraisalId, setAppraisalId] = useState(draft.appraisalId);
  const [isUnsaved, setUnsaved] = useState(false);

  async function send() {
    setBusy(true);
    setError(undefined);
    setUnsaved(false);
    try {
      await saving.flush();
      if (saving.current().is !== 'saved') return setUnsaved(true);
      const id = appraisalId ?? (await api.postAppraisals({ body: { draftId: draft.draftId } })).appraisalId;
      setAppraisalId(id);
      await api.postAppraisalSubmission({ params: { appraisalId: id }, body: note.trim() === '' ? {} : { note: note.trim() } });
      setOpen(false);
      onSent();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {say('Gửi thẩm định', 'Send to appraisal')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => !isBusy && setOpen(false)}
        title={draft.state === 'returned' ? say('Gửi thẩm định lại', 'Send to appraisal again') : say('Gửi thẩm định', 'Send to appraisal')}
        closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      >
        <Stack>
          <Text size="sm">
            {say(
              'Nội dung đang có được lưu, kiểm tra và khóa lại cho đến khi thẩm định xong hoặc bị trả lại.',
              'What is drawn now is saved, checked and locked until the appraisal is over or it is returned.',
            )}
          </Text>
          <Textarea
            label={say('Lời nhắn cho người thẩm định', 'A word to the appraiser')}
            description={say('Không bắt buộc.', 'Optional.')}
            autosize
            minRows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {isUnsaved && (
            <Alert color="red" role="alert">
              {say('Chưa lưu được bản nháp nên chưa gửi.', 'The draft could not be saved, so it was not sent.')}
            </Alert>
          )}
          {error !== undefined && <Failed error={error} />}
          {error !== undefined && appraisalId !== undefined && (
            <Anchor component={Link} to={`/appraisals/${appraisalId}`} size="sm">
              {say('Mở hồ sơ thẩm định', 'Open the appraisal')}
            </Anchor>
          )}
          <Group justify="end">
            <Button variant="default" disabled={isBusy} onClick={() => setOpen(false)}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button loading={isBusy} onClick={() => void send()}>
              {say('Gửi', 'Send')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
