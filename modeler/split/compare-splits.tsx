/** Every policy beside the others: what each gives to each step. */
import { ScrollArea, Table, Text } from '@mantine/core';
import type { Split } from '../../engine/index.ts';
import { shownMinutes, shownNumber } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';

interface Props {
  /** Those that can be applied. */
  readonly splits: readonly Split[];
  readonly chosen: string;
}

export function CompareSplits({ splits, chosen }: Props) {
  const { say, language } = useSpeech();
  const steps = splits[0]?.steps ?? [];
  return (
    <ScrollArea type="auto">
      <Table withTableBorder withColumnBorders stickyHeader fz="sm">
        <Table.Caption c="var(--mantine-color-text)">
          {say('Thời gian giao cho từng bước, theo đơn vị của thời hạn', "Time given to each step, in the deadline's unit")}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
            {splits.map(({ policy, label, labelEn }) => (
              <Table.Th key={policy} scope="col" miw={90}>
                {policy === chosen && <Text span inherit>{`▸ `}</Text>}
                {say(label, labelEn)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ elementId, name }, row) => (
            <Table.Tr key={elementId}>
              <Table.Th scope="row">{name ?? elementId}</Table.Th>
              {splits.map(({ policy, steps: own }) => (
                <Table.Td key={policy} ta="right" fw={policy === chosen ? 700 : 400}>
                  {shownNumber(own[row]?.allowance.value ?? 0, language)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{say('Đường dài nhất', 'Longest way')}</Table.Th>
            {splits.map(({ policy, longestMinutes = 0 }) => (
              <Table.Td key={policy} ta="right">
                {shownMinutes(longestMinutes, language)}
              </Table.Td>
            ))}
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">{say('Dự phòng', 'Kept back')}</Table.Th>
            {splits.map(({ policy, reserveMinutes = 0, bufferMinutes = 0 }) => (
              <Table.Td key={policy} ta="right">
                {shownMinutes(reserveMinutes + bufferMinutes, language)}
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
