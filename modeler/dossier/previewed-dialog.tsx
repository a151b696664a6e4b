/** Before something is done that moves a dossier: what would happen, or why it cannot be. */
import { Alert, List, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../i18n/say.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { ReasonDialog, type ReasonGiven } from './reason-dialog.tsx';

export interface Sentence {
  readonly message: string;
  readonly messageEn: string;
}

export interface OperationPreview {
  readonly problems: readonly Sentence[];
  readonly sentences: readonly Sentence[];
}

interface Props {
  readonly dossierId: string;
  readonly title: string;
  readonly preview: (dossierId: string) => Promise<OperationPreview>;
  readonly act: (given: ReasonGiven) => Promise<unknown>;
  readonly close: () => void;
}

export function PreviewedDialog({ dossierId, title, preview, act, close }: Props) {
  const { say, language } = useSpeech();
  const { data, error } = useQuery({ queryKey: ['preview', title, dossierId], queryFn: () => preview(dossierId), gcTime: 0, retry: false });
  const told = ({ message, messageEn }: Sentence) => (language === 'vi' ? message : messageEn);
  if (data && data.problems.length === 0) {
    const nothing = say('Không bước nào đổi chỗ.', 'No step changes its place.');
    return (
      <ReasonDialog
        title={title}
        explanation={data.sentences.length === 0 ? nothing : data.sentences.map(told).join(' ')}
        isReasonNeeded
        act={act}
        close={close}
      />
    );
  }
  return (
    <Modal opened lockScroll={false} onClose={close} title={title} closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}>
      {error && <Failed error={error} />}
      {!data && !error && <Waiting />}
      {data && (
        <Alert color="red" title={say('Chưa làm được', 'It cannot be done')}>
          <List size="sm">
            {data.problems.map((problem) => (
              <List.Item key={problem.message}>{told(problem)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Modal>
  );
}
