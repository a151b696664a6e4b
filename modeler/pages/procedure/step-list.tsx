/** The steps of a version as a table: what the diagram says, for who reads. */
import { Stack, Table, Title } from '@mantine/core';
import type { api } from '../../data/session.ts';
import type { FiveStep } from '../../../engine/index.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { shownDuration, wordOf } from '../../dossier/words.ts';
import { shownNumber } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { fiveStepWords, roleWords } from '../../table/words.ts';

interface Props {
  readonly steps: Awaited<ReturnType<typeof api.getProcedure>>['steps'];
  /** What kinds of units are called in this procedure. */
  readonly kinds: ReadonlyMap<string, string>;
}

export function StepList({ steps, kinds }: Props) {
  const { say, language } = useSpeech();
  const { unitName } = useOrganisation();
  const title = say('Các bước', 'Steps');
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {title}
      </Title>
      <div className="list" tabIndex={0} role="group" aria-label={title}>
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
              <Table.Th scope="col">{say('Khâu', 'Of the five')}</Table.Th>
              <Table.Th scope="col">{say('Đơn vị', 'Unit')}</Table.Th>
              <Table.Th scope="col">{say('Vai trò', 'Role')}</Table.Th>
              <Table.Th scope="col">{say('Thời gian giao', 'Budget')}</Table.Th>
              <Table.Th scope="col">{say('Loại', 'Type')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map(({ elementId, name = elementId, step, unit, kind, role, budget, budgetShare, type }) => {
              const place = step === undefined ? undefined : fiveStepWords[step as FiveStep];
              const who = roleWords[role ?? ''];
              return (
                <Table.Tr key={elementId}>
                  <Table.Th scope="row" fw={500}>
                    {name}
                  </Table.Th>
                  <Table.Td>{place && say(...place)}</Table.Td>
                  <Table.Td>{unit === undefined ? (kinds.get(kind ?? '') ?? kind) : unitName(unit)}</Table.Td>
                  <Table.Td>{who ? say(...who) : role}</Table.Td>
                  <Table.Td>
                    {budget ? shownDuration(budget, say) : budgetShare !== undefined ? `${shownNumber(budgetShare * 100, language)} %` : ''}
                  </Table.Td>
                  <Table.Td>{wordOf('types', type, say)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
