/** What a submission changed: against the one before it, or against the version in use. */
import { Anchor, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ChangeList } from '../compare/change-list.tsx';
import { MeasuresTable } from '../compare/difference-tables.tsx';
import { compareAddress, type Side } from '../compare/side.ts';
import { useSay } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import type { Basis, useChanges } from './use-changes.ts';

interface Props {
  readonly appraisalId: string;
  readonly round: number;
  readonly bases: readonly { readonly id: Basis; readonly side: Side }[];
  readonly basis: Basis | undefined;
  readonly choose: (basis: Basis) => void;
  readonly query: ReturnType<typeof useChanges>;
  readonly selectElement: (elementId: string) => void;
}

export function ChangesPanel({ appraisalId, round, bases, basis, choose, query, selectElement }: Props) {
  const say = useSay();
  const [at, setAt] = useState<number>();
  const chosen = bases.find(({ id }) => id === basis);
  if (!chosen)
    return (
      <Text size="sm">
        {say(
          'Đây là lần trình đầu và thủ tục chưa có phiên bản nào đang dùng: chưa có gì để so.',
          'This is the first submission and no version is in use: there is nothing to compare with.',
        )}
      </Text>
    );
  const words = {
    round: say(`Lần trình ${round - 1}`, `Submission ${round - 1}`),
    version: say('Phiên bản đang dùng', 'Version in use'),
  };
  return (
    <Stack gap="sm">
      {bases.length > 1 && (
        <SegmentedControl
          aria-label={say('So với', 'Compared with')}
          value={chosen.id}
          onChange={(value) => {
            choose(value as Basis);
            setAt(undefined);
          }}
          data={bases.map(({ id }) => ({ value: id, label: say(`So với: ${words[id]}`, `With: ${words[id]}`) }))}
        />
      )}
      {bases.length === 1 && <Text size="sm">{say(`So với: ${words[chosen.id]}`, `Compared with: ${words[chosen.id]}`)}</Text>}
      <Anchor component={Link} to={compareAddress(chosen.side, { kind: 'submission', appraisalId, round })} underline="always" size="sm">
        {say('Mở hai sơ đồ cạnh nhau', 'Open both diagrams side by side')}
      </Anchor>
      <Asked query={query}>
        {(compared) => (
          <>
            <ChangeList
              changes={compared.changes}
              at={at}
              go={(index) => {
                setAt(index);
                const [element] = compared.changes[index]?.elements ?? [];
                if (element !== undefined) selectElement(element);
              }}
            />
            <MeasuresTable measures={compared.measures.filter(({ before, after }) => before !== after)} />
          </>
        )}
      </Asked>
    </Stack>
  );
}
