/** First step of an import: a table pasted from a spreadsheet or Word, or a file. */
import { Alert, Button, FileButton, Group, Loader, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../i18n/say.tsx';
import { FileUnreadable, readPasted, readTableFile, type TableSource } from './read-table-file.ts';

interface Props {
  readonly onRead: (source: TableSource) => void;
}

export function ImportSource({ onRead }: Props) {
  const say = useSay();
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [isReading, setReading] = useState(false);

  const noTable = say(
    'Không thấy bảng trong nội dung dán. Hãy chọn cả bảng, kể cả dòng tiêu đề, rồi sao chép.',
    'There is no table in what was pasted. Choose the whole table with its head and copy it.',
  );
  const read = (html: string, plain: string) => {
    const source = readPasted(html, plain);
    setMistake(source ? undefined : noTable);
    if (source) onRead(source);
    return source !== undefined;
  };
  const open = async (file: File | null) => {
    if (!file) return;
    setMistake(undefined);
    setReading(true);
    try {
      onRead(await readTableFile(file));
    } catch (error) {
      setMistake(error instanceof FileUnreadable ? say(error.message, error.messageEn) : String(error));
    } finally {
      setReading(false);
    }
  };

  return (
    <Stack
      gap="sm"
      mt="sm"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer.files[0] ?? null);
      }}
    >
      <Textarea
        label={say('Dán bảng ở đây', 'Paste the table here')}
        description={say(
          'Sao chép bảng trong Excel, Word hoặc trang web (kể cả dòng tiêu đề), rồi nhấn Ctrl+V.',
          'Copy the table in a spreadsheet, Word or a web page, with its head, and press Ctrl+V.',
        )}
        data-autofocus
        minRows={6}
        maxRows={10}
        autosize
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onPaste={(event) => {
          const { clipboardData } = event;
          if (clipboardData.files[0] && clipboardData.types.length === 1) {
            event.preventDefault();
            void open(clipboardData.files[0]);
          } else if (read(clipboardData.getData('text/html'), clipboardData.getData('text/plain'))) event.preventDefault();
        }}
      />
      {mistake !== undefined && (
        <Alert color="red" role="alert">
          {mistake}
        </Alert>
      )}
      <Group>
        <Button disabled={text.trim() === ''} onClick={() => void read('', text)}>
          {say('Đọc bảng đã dán', 'Read what was pasted')}
        </Button>
        <FileButton
          accept=".docx,.xlsx,.json,.csv,.tsv,.txt,.html,.htm"
          onChange={(file) => void open(file)}
          inputProps={{ 'aria-label': say('Tệp có bảng', 'File with a table') }}
        >
          {(props) => (
            <Button {...props} variant="default" disabled={isReading}>
              {say('Chọn tệp Word, Excel, JSON, CSV …', 'Choose a file: Word, Excel, JSON, CSV …')}
            </Button>
          )}
        </FileButton>
        {isReading && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{say('Đang đọc tệp …', 'Reading the file …')}</Text>
          </Group>
        )}
        <Text size="sm">{say('hoặc kéo tệp vào đây', 'or drop a file here')}</Text>
      </Group>
    </Stack>
  );
}
