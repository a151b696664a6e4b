/** Many procedures at once, pasted from a spreadsheet: looked at row by row before they are written, then written one after the other with progress and a stop. */
import { Alert, Button, Group, Progress, ScrollArea, Stack, Table, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { problemText } from '../../parts/states.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { UnitSelect, useOrganisation, useUnitName } from '../admin-parts/unit-select.tsx';
import { readPasted } from './read-pasted.ts';

interface Written {
  readonly done: number;
  readonly isOver: boolean;
  /** Code and what the service said. */
  readonly refused: readonly string[];
}

export function PasteDialog({ onClose }: { onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const { data } = useOrganisation();
  const unitName = useUnitName();
  const [text, setText] = useState('');
  const [department, setDepartment] = useState<string>();
  const [written, setWritten] = useState<Written>();
  const isStopped = useRef(false);
  const units = data?.content.units;
  const rows = useMemo(() => readPasted(text, units ?? [], department), [text, units, department]);
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const wrong = rows.filter(({ entry }) => !entry);

  async function write() {
    isStopped.current = false;
    const refused: string[] = [];
    let done = 0;
    setWritten({ done, isOver: false, refused });
    for (const { code, ...body } of entries) {
      if (isStopped.current) break;
      try {
        await api.putCatalogue({ params: { code }, body });
        done++;
      } catch (error) {
        refused.push(`${code}: ${problemText(error, say)}`);
      }
      setWritten({ done, isOver: false, refused: [...refused] });
    }
    setWritten({ done, isOver: true, refused });
    await Promise.all(['catalogue', 'coverage'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  }
  const close = () => {
    isStopped.current = true;
    onClose();
  };
  const isWriting = written !== undefined && !written.isOver;

  return (
    <Dialog title={say('Dán danh mục từ bảng tính', 'Paste a catalogue from a spreadsheet')} onClose={close} size="xl">
      <Stack>
        <Textarea
          label={say('Các dòng đã chép', 'The rows that were copied')}
          description={say(
            'Mã, tên, cơ quan, lĩnh vực, bắt buộc; có dòng tiêu đề thì thứ tự cột nào cũng được.',
            'Code, name, department, field, mandatory; with a row of headings in any order.',
          )}
          rows={6}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWritten(undefined);
          }}
          data-autofocus
        />
        <UnitSelect
          label={say('Cơ quan của dòng không ghi cơ quan', 'Department of rows that name none')}
          units={units ?? []}
          value={department}
          onChoose={setDepartment}
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn', 'Clear') }}
        />
        {wrong.length > 0 && (
          <Alert color="yellow" role="alert" title={say(`${wrong.length} dòng không nhận được`, `${wrong.length} rows cannot be taken`)}>
            {wrong.slice(0, 5).map(({ number, why }) => (
              <Text key={number} size="sm">
                {say(`Dòng ${number}`, `Row ${number}`)}: {why && say(...why)}
              </Text>
            ))}
            {wrong.length > 5 && <Text size="sm">…</Text>}
          </Alert>
        )}
        {entries.length > 0 && (
          <ScrollArea.Autosize mah={260} viewportProps={{ tabIndex: 0 }}>
            <Table striped aria-label={say('Sẽ ghi', 'To be written')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Mã', 'Code')}</Table.Th>
                  <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
                  <Table.Th scope="col">{say('Cơ quan', 'Department')}</Table.Th>
                  <Table.Th scope="col">{say('Bắt buộc', 'Mandatory')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.slice(0, 200).map(({ code, name, department: unit, mandatory }, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>{code}</Table.Td>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>{unitName(unit)}</Table.Td>
                    <Table.Td>{mandatory ? say('có', 'yes') : say('không', 'no')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        )}
        {written && (
          <div role="status">
            <Progress
              value={entries.length === 0 ? 0 : (100 * (written.done + written.refused.length)) / entries.length}
              aria-hidden
              mb={4}
            />
            <Text size="sm">
              {say(`Đã ghi ${written.done} / ${entries.length} thủ tục`, `${written.done} of ${entries.length} written`)}
              {written.isOver && written.done + written.refused.length < entries.length && say(' (đã dừng)', ' (stopped)')}
            </Text>
            {written.refused.slice(0, 5).map((each) => (
              <Text key={each} size="sm" c="red.9">
                {each}
              </Text>
            ))}
          </div>
        )}
        <Group justify="end">
          {isWriting ? (
            <Button variant="default" onClick={() => (isStopped.current = true)}>
              {say('Dừng', 'Stop')}
            </Button>
          ) : (
            <Button variant="default" onClick={close}>
              {written?.isOver ? say('Xong', 'Done') : say('Thôi', 'Cancel')}
            </Button>
          )}
          <Button disabled={entries.length === 0 || written?.isOver === true} loading={isWriting} onClick={() => void write()}>
            {say(`Ghi ${entries.length} thủ tục`, `Write ${entries.length}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
