/** The same procedure at other places of this service: deadline and steps beside ours, and the way to compare each. */
import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { catalogueEntries, compareElsewhere, type Elsewhere as Found, type ProcessModel } from '../../engine/index.ts';
import { api } from '../data/session.ts';
import { shownNumber } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import { shownDuration } from './difference-tables.tsx';
import { readForComparison } from './read-for-comparison.ts';
import { compareAddress, type Side } from './side.ts';

interface Props {
  readonly side: Side;
  readonly model: ProcessModel;
}

/** Procedures looked at for one code: more provinces than there are. */
const most = 40;

interface Row extends Found {
  readonly processKey: string;
  readonly version: number;
}

export function Elsewhere({ side, model }: Props) {
  const { say, language } = useSpeech();
  const own = [...model.processes.keys()];
  const codes = [...new Set(catalogueEntries(model).map(({ code }) => code))];
  const query = useQuery({
    queryKey: ['elsewhere', codes, own],
    queryFn: async (): Promise<Row[]> => {
      const rows: Row[] = [];
      for (const code of codes) {
        const { items } = await api.getProcedures({ query: { search: code, limit: most } });
        for (const { processKey, version } of items) {
          if (own.includes(processKey)) continue;
          const xml = await (await api.getProcedureVersionXml({ params: { processKey, version } })).text();
          const { model: other } = await readForComparison(xml);
          if (other) for (const each of compareElsewhere(model, catalogueEntries(other))) rows.push({ ...each, processKey, version });
        }
      }
      return rows;
    },
  });
  const words = {
    shorterThere: say('nơi khác ngắn hơn', 'shorter there'),
    same: say('như nhau', 'the same'),
    longerThere: say('nơi khác dài hơn', 'longer there'),
  };
  return (
    <Asked query={query}>
      {(rows) =>
        rows.length === 0 ? (
          <Text size="sm">
            {say(
              'Chưa có nơi khác công bố thủ tục cùng mã trên hệ thống này.',
              'No other place has published a procedure with this code on this service.',
            )}
          </Text>
        ) : (
          <Table aria-label={say('Cùng thủ tục ở nơi khác', 'The same procedure elsewhere')} withTableBorder>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Nơi', 'Place')}</Table.Th>
                <Table.Th scope="col">{say('Thời hạn ở đây', 'Deadline here')}</Table.Th>
                <Table.Th scope="col">{say('Thời hạn ở đó', 'Deadline there')}</Table.Th>
                <Table.Th scope="col">{say('So thời hạn', 'Deadlines')}</Table.Th>
                <Table.Th scope="col">{say('Số bước (đây / đó)', 'Steps (here / there)')}</Table.Th>
                <Table.Th scope="col">{say('Tổng ngày các bước (đây / đó)', 'Days of the steps (here / there)')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ here, there, deadline, processKey, version }, index) => (
                <Table.Tr key={index}>
                  <Table.Th scope="row" fw={400}>
                    {there.province ?? there.name ?? processKey}
                  </Table.Th>
                  <Table.Td>{here.published ? shownDuration(here.published, language) : '–'}</Table.Td>
                  <Table.Td>{there.published ? shownDuration(there.published, language) : '–'}</Table.Td>
                  <Table.Td>{deadline ? words[deadline] : say('không so được', 'cannot be compared')}</Table.Td>
                  <Table.Td>
                    {here.steps} / {there.steps}
                  </Table.Td>
                  <Table.Td>
                    {[here.stepDays, there.stepDays].map((days) => (days === undefined ? '–' : shownNumber(days, language))).join(' / ')}
                  </Table.Td>
                  <Table.Td>
                    <Anchor component={Link} to={compareAddress({ kind: 'version', processKey, version }, side)} underline="always">
                      {say('So sánh', 'Compare')}
                    </Anchor>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )
      }
    </Asked>
  );
}
