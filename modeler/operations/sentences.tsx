/** What an operation would do, or why it cannot be done: sentences of the service, in the reader's language. */
import { Alert, List, Text } from '@mantine/core';
import type { OperationPreview, Sentence } from '../dossier/previewed-dialog.tsx';
import { useSpeech } from '../i18n/say.tsx';

export function Sentences({ problems, sentences }: OperationPreview) {
  const { say, language } = useSpeech();
  const told = ({ message, messageEn }: Sentence) => (language === 'vi' ? message : messageEn);
  const isRefused = problems.length > 0;
  const shown = isRefused ? problems : sentences;
  return (
    <Alert
      color={isRefused ? 'red' : 'lake'}
      role="status"
      title={isRefused ? say('Chưa làm được', 'It cannot be done') : say('Điều sẽ xảy ra', 'What would happen')}
    >
      {shown.length === 0 ? (
        <Text size="sm">{say('Không bước nào đổi chỗ.', 'No step changes its place.')}</Text>
      ) : (
        <List size="sm" type="ordered">
          {shown.map((sentence, index) => (
            // the same may happen twice
            <List.Item key={`${index} ${sentence.message}`}>{told(sentence)}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
