/** Figures of both sides and their difference: deadline and the like, and the time of every step. */
import { Table, Text, UnstyledButton } from '@mantine/core';
import type { Duration, Measure } from '../../engine/index.ts';
import { shownMinutes, shownNumber } from '../i18n/format.ts';
import { useSpeech, type Language } from '../i18n/say.tsx';
import type { BudgetRow } from './budgets-of.ts';

export function MeasuresTable({ measures }: { readonly measures: readonly Measure[] }) {
  const { say, language } = useSpeech();
  const shown = measures.filter(({ before, after }) => before !== undefined || after !== undefined);
  const number = (value: number | undefined) => (value === undefined ? '–' : shownNumber(value, language));
  return (
    <Table aria-label={say('Thời hạn và các số đo', 'Deadline and figures')} withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('Số đo', 'Figure')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Trước', 'Before')}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Sau', 'After')}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Chênh lệch', 'Difference')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map(({ code, name, nameEn, before, after }) => (
          <Table.Tr key={code}>
            <Table.Th scope="row" fw={400}>
              {say(name, nameEn)}
            </Table.Th>
            <Table.Td ta="right">{number(before)}</Table.Td>
            <Table.Td ta="right">{number(after)}</Table.Td>
            <Table.Td ta="right">
              {before === undefined || after === undefined ? '–' : <Signed value={after - before} text={(value) => number(value)} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface BudgetProps {
  readonly rows: readonly BudgetRow[];
  readonly onSelect: (elementId: string) => void;
}

export function BudgetsTable({ rows, onSelect }: BudgetProps) {
  const { say, language } = useSpeech();
  const side = (given: BudgetRow['before']) =>
    given === undefined ? say('không có bước này', 'no such step') : given.budget ? shownDuration(given.budget, language) : '–';
  return (
    <Table aria-label={say('Thời gian từng bước', 'Time of each step')} withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
          <Table.Th scope="col">{say('Trước', 'Before')}</Table.Th>
          <Table.Th scope="col">{say('Sau', 'After')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Chênh lệch', 'Difference')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={`${row.side} ${row.elementId}`}>
            <Table.Th scope="row" fw={400}>
              <UnstyledButton onClick={() => onSelect(row.elementId)} td="underline">
                {row.name}
              </UnstyledButton>
            </Table.Th>
            <Table.Td>{side(row.before)}</Table.Td>
            <Table.Td>{side(row.after)}</Table.Td>
            <Table.Td ta="right">
              {row.minutes === undefined ? '–' : <Signed value={row.minutes} text={(value) => shownMinutes(value, language)} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Signed({ value, text }: { readonly value: number; readonly text: (value: number) => string }) {
  if (Math.abs(value) < 1e-9) return <>0</>;
  return (
    <Text span size="sm" fw={600}>
      {value > 0 ? `+${text(value)}` : `−${text(-value)}`}
    </Text>
  );
}

/** `0,5 ngày làm việc`. */
export function shownDuration({ value, unit }: Duration, language: Language): string {
  const words = {
    workingDay: ['ngày làm việc', 'working days'],
    calendarDay: ['ngày', 'days'],
    workingHour: ['giờ làm việc', 'working hours'],
  } as const;
  return `${shownNumber(value, language)} ${words[unit][language === 'vi' ? 0 : 1]}`;
}
