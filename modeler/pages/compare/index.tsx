/** Two versions, drafts or submissions compared; the address carries both. */
import { Alert, Button, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { ComparisonView } from '../../compare/comparison.tsx';
import { findingsOfSide, loadSide } from '../../compare/load-side.ts';
import { readSide, writeSide, type Side } from '../../compare/side.ts';
import { SidePicker } from '../../compare/side-picker.tsx';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';

export default function ComparePage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const before = readSide(search.get('before'));
  const after = readSide(search.get('after'));
  const put = (sides: Readonly<Record<string, Side | undefined>>) => {
    const next = new URLSearchParams();
    for (const [name, side] of Object.entries(sides)) if (side) next.set(name, writeSide(side));
    setSearch(next);
  };
  const keyOf = (side: Side | undefined) => (side?.kind === 'version' ? side.processKey : undefined);
  const isWrong = (name: 'before' | 'after', side: Side | undefined) => search.get(name) !== null && !side;
  return (
    <Page
      title={say('So sánh', 'Compare')}
      actions={
        before &&
        after && (
          <Button variant="default" onClick={() => put({ before: after, after: before })}>
            {say('Đổi hai bên', 'Swap')}
          </Button>
        )
      }
    >
      {(isWrong('before', before) || isWrong('after', after)) && (
        <Alert color="yellow" role="alert">
          {say('Địa chỉ trang không chỉ đúng một bản nào; hãy chọn lại.', 'The address names no version; choose again.')}
        </Alert>
      )}
      <SimpleGrid cols={2}>
        <SidePicker
          label={say('Bản trước', 'Before')}
          side={before}
          processKey={keyOf(after)}
          choose={(side) => put({ before: side, after })}
        />
        <SidePicker
          label={say('Bản sau', 'After')}
          side={after}
          processKey={keyOf(before)}
          choose={(side) => put({ before, after: side })}
        />
      </SimpleGrid>
      {before && after ? (
        <Compared key={`${writeSide(before)} ${writeSide(after)}`} before={before} after={after} />
      ) : (
        <Empty>{say('Chọn hai bản để so sánh.', 'Choose two to compare.')}</Empty>
      )}
    </Page>
  );
}

function Compared({ before, after }: { readonly before: Side; readonly after: Side }) {
  const query = useQuery({
    queryKey: ['compare', before, after],
    queryFn: async () => {
      const [then, now] = await Promise.all([loadSide(before), loadSide(after)]);
      return { then, now };
    },
  });
  const findingsBefore = useQuery({ queryKey: ['compare findings', before], queryFn: () => findingsOfSide(before), staleTime: 60_000 });
  const findingsAfter = useQuery({ queryKey: ['compare findings', after], queryFn: () => findingsOfSide(after), staleTime: 60_000 });
  return (
    <Asked query={query}>
      {({ then, now }) => (
        <ComparisonView
          before={{ side: before, loaded: then, findings: findingsBefore.isError ? null : findingsBefore.data }}
          after={{ side: after, loaded: now, findings: findingsAfter.isError ? null : findingsAfter.data }}
        />
      )}
    </Asked>
  );
}
