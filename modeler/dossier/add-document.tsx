/** Papers of a dossier sent to the service as they are: what they are called and what kind they are; what is there already is said. */
import { Autocomplete, Button, FileInput, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { useAct } from './use-act.ts';

/** What the service takes, by what names end in; it looks at the content anyway. */
const accepted = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.xml';

export function AddDocument({ dossierId }: { readonly dossierId: string }) {
  const say = useSay();
  const [files, setFiles] = useState<File[]>([]);
  const [kind, setKind] = useState('');
  const [sent, setSent] = useState<readonly { readonly name: string; readonly isKnown: boolean }[]>([]);
  const { mutate, isPending, error } = useAct(async () => {
    for (const file of files) {
      const body = new Uint8Array(await file.arrayBuffer());
      const { document, duplicates } = await api.postDossierDocuments({
        params: { dossierId },
        query: { name: file.name.normalize('NFC').slice(0, 200), kind: kind.trim() },
        body,
      });
      const isKnown = duplicates.some(({ documentId, same }) => documentId !== document.documentId && same.includes('content'));
      setSent((before) => [...before, { name: document.name, isKnown }]);
      // what was sent is not sent again when a later one fails
      setFiles((left) => left.filter((each) => each !== file));
    }
  });
  return (
    <Stack gap="xs" component="section" aria-label={say('Thêm tài liệu', 'Add documents')}>
      <Group gap="sm" align="end">
        <FileInput
          label={say('Tệp', 'Files')}
          description={say('PDF, ảnh, Word, Excel, XML; mỗi tệp không quá 20 MB', 'PDF, pictures, Word, Excel, XML; 20 MB each at most')}
          placeholder={say('chọn tệp', 'choose')}
          accept={accepted}
          multiple
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ các tệp đã chọn', 'Clear the files') }}
          value={files}
          onChange={setFiles}
          miw={260}
        />
        <Autocomplete
          label={say('Loại tài liệu', 'Kind')}
          data={[say('đơn, tờ khai', 'application'), say('giấy tờ kèm theo', 'attachment'), say('kết quả', 'result')]}
          maxLength={60}
          value={kind}
          onChange={setKind}
        />
        <Button variant="default" loading={isPending} disabled={files.length === 0 || kind.trim() === ''} onClick={() => mutate()}>
          {say('Nộp tài liệu', 'Add')}
        </Button>
      </Group>
      {error && <Failed error={error} />}
      <div role="status">
        {sent.length > 0 && (
          <List size="sm">
            {sent.map(({ name, isKnown }, index) => (
              <List.Item key={index}>
                {say(`Đã nhận “${name}”.`, `“${name}” was received.`)}
                {isKnown && (
                  <Text component="span" size="sm" fw={600}>
                    {' '}
                    {say('Hồ sơ khác đã có đúng tệp này.', 'Another dossier has the very same file.')}
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        )}
      </div>
    </Stack>
  );
}
