/** Second step of an import: what was recognised, to be corrected before anything is made of it. */
import { Button, Group, NativeSelect, NumberInput, ScrollArea, Select, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSay } from '../i18n/say.tsx';
import { columnKinds, columnNames, guessColumns, type ColumnKind, type Guess } from './guess-columns.ts';
import type { ReadTable } from './import-findings.tsx';
import { basisOfGrid, headOfGrid, publishedTable, stepsOfGrid, type DeadlineUnit, type TableHead } from './pasted-table.ts';
import type { TableSource } from './read-table-file.ts';
import type { Grid } from './table-grid.ts';

interface Props {
  readonly source: TableSource;
  readonly onRead: (table: ReadTable) => void;
}

export function ImportColumns({ source, onRead }: Props) {
  return source.kind === 'json' ? <JsonTables source={source} onRead={onRead} /> : <GridTables grids={source.grids} onRead={onRead} />;
}

function JsonTables({ source, onRead }: { readonly source: TableSource & { kind: 'json' }; readonly onRead: Props['onRead'] }) {
  const say = useSay();
  const [chosen, setChosen] = useState(source.tables.length === 1 ? '0' : null);
  const data = source.tables.map(({ name, id }, at) => ({
    value: String(at),
    label: [typeof id === 'string' ? id : undefined, typeof name === 'string' ? name : say(`Bảng ${at + 1}`, `Table ${at + 1}`)]
      .filter(Boolean)
      .join(' – '),
  }));
  return (
    <Stack mt="sm" gap="sm">
      <Text size="sm">
        {say(
          `Tệp JSON ghi rõ từng mục nên không cần nhận dạng cột. Có ${source.tables.length} bảng.`,
          `The JSON file names its parts, so no columns have to be recognised. It has ${source.tables.length} tables.`,
        )}
      </Text>
      <Select label={say('Bảng cần nhập', 'Table to import')} searchable limit={50} data={data} value={chosen} onChange={setChosen} />
      <Group>
        <Button
          disabled={chosen === null}
          onClick={() => {
            const table = source.tables[Number(chosen)]!;
            onRead({ value: table, title: typeof table.name === 'string' ? table.name : '' });
          }}
        >
          {say('Đọc bảng này', 'Read this table')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The likeliest first: the one whose columns are known best, then the longest. */
function likeliest(grids: readonly Grid[]): number {
  const score = (grid: Grid) => guessColumns(grid).columns.filter(Boolean).length * 1000 + grid.rows.length;
  return grids.reduce((best, grid, at) => (score(grid) > score(grids[best]!) ? at : best), 0);
}

function GridTables({ grids, onRead }: { readonly grids: readonly Grid[]; readonly onRead: Props['onRead'] }) {
  const say = useSay();
  const [chosen, setChosen] = useState(() => likeliest(grids));
  return (
    <Stack mt="sm" gap="sm">
      {grids.length > 1 && (
        <NativeSelect
          label={say(`Có ${grids.length} bảng; bảng cần nhập là`, `There are ${grids.length} tables; the one to import is`)}
          value={String(chosen)}
          onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}
          data={grids.map(({ rows }, at) => ({
            value: String(at),
            label: `${say('Bảng', 'Table')} ${at + 1}: ${rows.length} × ${rows[0]!.length} – ${rows[0]!.join(' | ').slice(0, 80)}`,
          }))}
        />
      )}
      <GridTable key={chosen} grid={grids[chosen]!} onRead={onRead} />
    </Stack>
  );
}

function GridTable({ grid, onRead }: { readonly grid: Grid; readonly onRead: Props['onRead'] }) {
  const say = useSay();
  const [guess, setGuess] = useState<Guess>(() => guessColumns(grid));
  const [head, setHead] = useState<TableHead>(() => headOfGrid(grid));
  const [unit, setUnit] = useState<DeadlineUnit>(head.deadline?.unit ?? 'working_day');
  const steps = useMemo(() => stepsOfGrid(grid, guess, unit), [grid, guess, unit]);
  const taken = new Set(steps.map(({ row }) => row));
  const set = (change: Partial<TableHead>) => setHead((before) => ({ ...before, ...change }));
  const kinds = [
    { value: '', label: say('(không lấy)', '(left out)') },
    ...columnKinds.map((kind) => ({ value: kind, label: say(...columnNames[kind]) })),
  ];
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <TextInput
          label={say('Tên thủ tục', 'Name of the procedure')}
          required
          value={head.name}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <TextInput
          label={say('Cơ quan giải quyết', 'Competent agency')}
          value={head.department}
          onChange={({ currentTarget }) => set({ department: currentTarget.value })}
        />
        <TextInput
          label={say('Mã thủ tục', 'Code')}
          placeholder="1.001806"
          value={head.code}
          onChange={({ currentTarget }) => set({ code: currentTarget.value })}
        />
        <Group grow align="end" gap="xs">
          <NumberInput
            label={say('Thời hạn giải quyết', 'Deadline')}
            min={0}
            decimalSeparator={say(',', '.')}
            hideControls
            value={head.deadline?.value ?? ''}
            onChange={(value) => {
              const { deadline: _, ...others } = head;
              setHead(typeof value === 'number' ? { ...others, deadline: { value, unit } } : others);
            }}
          />
          <NativeSelect
            label={say('Đơn vị tính', 'Unit')}
            value={unit}
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.value as DeadlineUnit;
              setUnit(chosen);
              if (head.deadline) set({ deadline: { ...head.deadline, unit: chosen } });
            }}
            data={[
              { value: 'working_day', label: say('ngày làm việc', 'working days') },
              { value: 'calendar_day', label: say('ngày', 'days') },
              { value: 'working_hour', label: say('giờ làm việc', 'working hours') },
            ]}
          />
        </Group>
      </SimpleGrid>
      <Text size="sm" role="status">
        {say(
          `Nhận ra ${steps.length} bước. Kiểm tra tên từng cột; dòng gạch ngang không được lấy.`,
          `${steps.length} steps were recognised. Check what each column is; rows that are struck out are not taken.`,
        )}
      </Text>
      <ScrollArea.Autosize mah={340} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': say('Bảng đã đọc', 'The table as read') }}>
        <Table withTableBorder withColumnBorders stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {guess.columns.map((kind, at) => (
                <Table.Th key={at} miw={130}>
                  <NativeSelect
                    size="xs"
                    aria-label={say(`Cột ${at + 1} là`, `Column ${at + 1} is`)}
                    value={kind ?? ''}
                    data={kinds}
                    onChange={({ currentTarget }) => {
                      const value = (currentTarget.value || undefined) as ColumnKind | undefined;
                      // one column a kind: the one that had it gives it up
                      setGuess({
                        ...guess,
                        columns: guess.columns.map((other, x) => (x === at ? value : other === value ? undefined : other)),
                      });
                    }}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {grid.rows.map((row, y) => (
              <Table.Tr key={y} className={taken.has(y) ? undefined : 'import-left-out'}>
                {row.map((cell, x) => (
                  <Table.Td key={x}>{cell}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group>
        <NumberInput
          w={210}
          size="xs"
          label={say('Số dòng tiêu đề', 'Rows of the head')}
          min={0}
          max={Math.max(0, grid.rows.length - 1)}
          value={guess.headRows}
          onChange={(value) => typeof value === 'number' && setGuess({ ...guess, headRows: value })}
        />
        <Button
          mt="lg"
          disabled={head.name.trim() === '' || steps.length === 0}
          onClick={() => onRead({ value: publishedTable(head, steps, basisOfGrid(grid, guess)), title: head.name.trim() })}
        >
          {say('Đọc các bước', 'Read the steps')}
        </Button>
        {head.name.trim() === '' && <Text size="sm">{say('Ghi tên thủ tục để tiếp tục.', 'Name the procedure to go on.')}</Text>}
      </Group>
    </Stack>
  );
}
