/** Entries of a menu: the process table of a draft as the files that a decision is published with. */
import { Menu } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';

export function TableExports({ draftId }: { readonly draftId: string }) {
  const say = useSay();
  return (
    <>
      {(['docx', 'xlsx'] as const).map((format) => (
        <Menu.Item key={format} component="a" href={`/api/v1/drafts/${draftId}/process-table?format=${format}`} download>
          {format === 'docx' ? say('Word (phụ lục quyết định)', 'Word (appendix of a decision)') : say('Excel', 'Spreadsheet')}
        </Menu.Item>
      ))}
      <Menu.Label>{say('Theo bản đã lưu gần nhất', 'Of what was saved last')}</Menu.Label>
    </>
  );
}
