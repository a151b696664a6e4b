/** What becomes of each element in another version: certain pairs are counted, what somebody should look at can be changed. */
import { Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { api } from '../data/session.ts';
import { loadDrawing } from '../dossier/load-diagram.ts';
import { useSpeech } from '../i18n/say.tsx';

type Proposal = Awaited<ReturnType<typeof api.postMigrationPlans>>;

interface Props {
  readonly proposal: Proposal;
  readonly plan: Readonly<Record<string, string | null>>;
  readonly target: { readonly processKey: string; readonly version: number };
  readonly change: (id: string, to: string | null) => void;
}

/** Below, somebody should look at a pair. */
const certain = 0.8;

export function PlanTable({ proposal: { mappings, sentences }, plan, target, change }: Props) {
  const { say, language } = useSpeech();
  const drawing = useQuery({
    queryKey: ['drawing', target.processKey, 'version', target.version],
    queryFn: () => loadDrawing(target.processKey, target.version),
    staleTime: Infinity,
  });
  const elements = mappings.filter(({ kind }) => kind === 'element');
  const doubtful = elements.filter(({ confidence, to }) => confidence < certain || to === undefined);
  const same = elements.length - doubtful.length;
  const choices = [...(drawing.data?.names ?? [])].map(([value, label]) => ({ value, label: `${label} (${value})` }));
  const label = say('Cách chuyển cần xem lại', 'Pairs to look at');
  return (
    <>
      <Text size="sm">
        {doubtful.length === 0
          ? say(`${same} phần tử có phần tương ứng rõ ràng.`, `${same} elements have a certain counterpart.`)
          : say(
              `${same} phần tử có phần tương ứng rõ ràng; ${doubtful.length} cần xem lại:`,
              `${same} elements have a certain counterpart; ${doubtful.length} to look at:`,
            )}
      </Text>
      {doubtful.length > 0 && (
        <div className="list" tabIndex={0} role="group" aria-label={label}>
          <Table aria-label={label}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Phiên bản cũ', 'Old version')}</Table.Th>
                <Table.Th scope="col">{say('Phiên bản mới', 'New version')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {doubtful.map(({ from }) => {
                const sentence = sentences.find((each) => each.from === from);
                const to = Object.hasOwn(plan, from) ? (plan[from] ?? null) : from;
                const known = to === null || choices.some(({ value }) => value === to) ? choices : [{ value: to, label: to }, ...choices];
                return (
                  <Table.Tr key={from}>
                    <Table.Th scope="row" fw={400}>
                      {sentence ? (language === 'vi' ? sentence.message : sentence.messageEn) : from}
                    </Table.Th>
                    <Table.Td>
                      <Select
                        aria-label={say(`“${from}” thành`, `“${from}” becomes`)}
                        placeholder={say('không có', 'none')}
                        data={known}
                        value={to}
                        onChange={(value) => change(from, value)}
                        searchable
                        clearable
                        clearButtonProps={{ 'aria-label': say(`Bỏ chọn cho “${from}”`, `Clear for “${from}”`) }}
                        miw={220}
                      />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}
