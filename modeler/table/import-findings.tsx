/** Last step of an import: what was doubtful, row by row, and the drawing that comes of it. */
import { Alert, Badge, Button, Group, List, ScrollArea, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fromTable, TableUnreadable, type TableFinding } from '../../engine/index.ts';
import { Diagram } from '../bpmn/diagram.tsx';
import { useSay, useSpeech } from '../i18n/say.tsx';
import { Waiting } from '../parts/states.tsx';
import type { ImportedTable } from './import-table.tsx';
import './import-table.css';

/** JSON of a published table, and its name. */
export interface ReadTable {
  readonly value: object;
  readonly title: string;
}

const severities = {
  error: ['✕', 'Sai', 'Wrong'],
  warning: ['!', 'Nghi vấn', 'Doubtful'],
  info: ['i', 'Lưu ý', 'Note'],
} as const;

interface Props {
  readonly table: ReadTable;
  readonly onImport: (imported: ImportedTable) => void;
}

export function ImportFindings({ table, onImport }: Props) {
  const say = useSay();
  const { data, error } = useQuery({
    queryKey: ['import-table', table.value],
    queryFn: () => fromTable(table.value),
    retry: false,
    gcTime: 0,
  });
  if (error)
    return (
      <Alert color="red" role="alert" mt="sm" title={say('Không đọc được bảng', 'The table cannot be read')}>
        {error instanceof TableUnreadable ? error.message.replace('TABLE_UNREADABLE ', '') : String(error)}
      </Alert>
    );
  if (!data) return <Waiting what={say('Đang đọc các bước …', 'Reading the steps …')} />;
  const steps = (table.value as { steps?: { label?: string }[] }).steps ?? [];
  return (
    <Stack mt="sm" gap="sm">
      <Text size="sm" role="status">
        {data.findings.length === 0
          ? say('Không có điều gì phải xem lại.', 'There is nothing to look at again.')
          : say(
              `${data.findings.length} điều cần xem lại, theo dòng của bảng:`,
              `${data.findings.length} things to look at, by the rows of the table:`,
            )}
      </Text>
      {data.findings.length > 0 && (
        <ScrollArea.Autosize
          mah={240}
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': say('Điều cần xem lại', 'Things to look at') }}
        >
          <List listStyleType="none" spacing={6} size="sm">
            {data.findings.map((finding, at) => (
              <Finding key={at} finding={finding} labels={steps.map(({ label }) => label)} />
            ))}
          </List>
        </ScrollArea.Autosize>
      )}
      <Diagram xml={data.xml} label={say('Sơ đồ vẽ từ bảng', 'The diagram drawn from the table')} height={260} />
      <Group>
        <Button onClick={() => onImport({ xml: data.xml, title: table.title })}>{say('Nhập bảng này', 'Import this table')}</Button>
        <Text size="sm">{say('Có thể sửa tiếp trên bản vẽ sau khi nhập.', 'It can be corrected in the drawing afterwards.')}</Text>
      </Group>
    </Stack>
  );
}

function Finding({ finding, labels }: { readonly finding: TableFinding; readonly labels: readonly (string | undefined)[] }) {
  const { say, language } = useSpeech();
  const [sign, vi, en] = severities[finding.severity];
  const row = /^\/steps\/(\d+)/u.exec(finding.at)?.[1] ?? /^[a-z]+_(\d+)$/u.exec(finding.at)?.[1];
  const index = row === undefined ? undefined : finding.at.startsWith('/') ? Number(row) : Number(row) - 1;
  const label = index === undefined ? undefined : (labels[index] ?? String(index + 1));
  return (
    <List.Item>
      <Group gap="xs" wrap="nowrap" align="start">
        <Badge variant="default" w={104} className="import-severity">
          {sign} {say(vi, en)}
        </Badge>
        <Text size="sm" fw={600} w={96}>
          {label === undefined ? say('Cả bảng', 'Whole table') : /^\d/u.test(label) ? `${say('Dòng', 'Row')} ${label}` : label}
        </Text>
        <Text size="sm" flex={1}>
          {language === 'vi' ? finding.message : finding.messageEn}
        </Text>
      </Group>
    </List.Item>
  );
}
