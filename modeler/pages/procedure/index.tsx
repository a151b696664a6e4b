/** One procedure: what it promises, its diagram, every version with its decision, what is under way, and where each leads on. */
import { Anchor, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { Diagram } from '../../bpmn/diagram.tsx';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { loadDrawing } from '../../dossier/load-diagram.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { useMe } from '../../dossier/use-me.ts';
import { shownDuration } from '../../dossier/words.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { AnalysisSummary } from './analysis-summary.tsx';
import { StepList } from './step-list.tsx';
import { UnderWay } from './under-way.tsx';
import { VersionTable } from './version-table.tsx';

const deadlineKinds: Readonly<Record<string, readonly [string, string]>> = {
  published: ['đã công bố', 'published'],
  legal: ['theo luật', 'legal'],
  national: ['trung ương công bố', 'national'],
};

export default function ProcedurePage() {
  const { processKey = '' } = useParams();
  const [search] = useSearchParams();
  const version = Number(search.get('version'));
  const query = useQuery({
    queryKey: ['procedure', processKey, version],
    queryFn: () =>
      version > 0 ? api.getProcedureVersion({ params: { processKey, version } }) : api.getProcedure({ params: { processKey } }),
  });
  return <Asked query={query}>{(detail) => <Procedure detail={detail} />}</Asked>;
}

function Procedure({ detail }: { readonly detail: Awaited<ReturnType<typeof api.getProcedure>> }) {
  const say = useSay();
  const me = useMe();
  const { unitName } = useOrganisation();
  const { processKey, version, name = processKey, deadlines, steps, procedure } = detail;
  const { code, field, department, participants } = procedure as {
    readonly code?: string | null;
    readonly field?: string | null;
    readonly department?: string | null;
    readonly participants?: unknown;
  };
  const described = Array.isArray(participants) ? (participants as readonly { readonly kind?: string; readonly name?: string }[]) : [];
  const kinds = new Map(
    described.flatMap(({ kind, name: called }) => (kind === undefined || called === undefined ? [] : [[kind, called] as const])),
  );
  const drawing = useQuery({
    queryKey: ['drawing', processKey, version],
    queryFn: () => loadDrawing(processKey, version),
    staleTime: Infinity,
  });
  const key = encodeURIComponent(processKey);
  const units = new Set(steps.flatMap(({ unit, kind }) => unit ?? kind ?? []));

  return (
    <Page
      title={name}
      actions={
        <>
          {me.may('reports:read') && (
            <Button variant="default" component={Link} to={`/procedures/${key}/heat?version=${version}`}>
              {say('Nơi mất thời gian', 'Where time is lost')}
            </Button>
          )}
          {me.may('dossiers:read') && (
            <Button variant="default" component={Link} to={`/dossiers?procedure=${key}`}>
              {say('Hồ sơ', 'Dossiers')}
            </Button>
          )}
          <Button variant="default" component="a" href={`/public/procedures/${encodeURIComponent(code ?? processKey)}`}>
            {say('Trang công khai', 'Posting page')}
          </Button>
          {me.may('drafts:write') && (
            <Button component={Link} to={`/drafts/new?from=${encodeURIComponent(`${processKey}@${version}`)}`}>
              {say('Soạn bản sửa', 'Draw a revision')}
            </Button>
          )}
        </>
      }
    >
      <SimpleGrid cols={4} spacing="sm">
        <Fact title={say('Mã', 'Code')}>{code ?? '–'}</Fact>
        <Fact title={say('Lĩnh vực', 'Field')}>{field ?? '–'}</Fact>
        <Fact title={say('Cơ quan', 'Agency')}>{department ? unitName(department) : '–'}</Fact>
        <Fact title={say('Thời hạn', 'Deadline')}>
          {deadlines.length === 0
            ? say('không ghi', 'none given')
            : deadlines
                .map((each) => {
                  const kind = deadlineKinds[each.kind] ?? ([each.kind, each.kind] as const);
                  return `${shownDuration(each, say)} (${say(...kind)})`;
                })
                .join('; ')}
        </Fact>
      </SimpleGrid>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {say(`Sơ đồ phiên bản ${version}`, `Diagram of version ${version}`)}
          </Title>
          <Text size="sm">
            {say(`${steps.length} bước, ${units.size} đơn vị`, `${steps.length} steps, ${units.size} units`)} ·{' '}
            <Anchor
              underline="always"
              href={`/api/v1/procedures/${key}/versions/${version}/xml`}
              download={`${processKey}-${version}.bpmn`}
            >
              {say('Tải tệp BPMN', 'BPMN file')}
            </Anchor>
          </Text>
        </Group>
        <Asked query={drawing}>
          {({ xml }) => (
            <Diagram
              xml={xml}
              label={say(
                'Sơ đồ quy trình; bảng các bước ở dưới nói cùng nội dung',
                'Diagram of the procedure; the table of steps below says the same',
              )}
              height={420}
            />
          )}
        </Asked>
      </Stack>
      {me.may('procedures:check') && <AnalysisSummary processKey={processKey} version={version} />}
      {me.may('appraisals:read') && <UnderWay processKey={processKey} />}
      <VersionTable processKey={processKey} shown={version} />
      <StepList steps={steps} kinds={kinds} />
    </Page>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div>
      <Text size="sm">{title}</Text>
      <Text fw={600}>{children}</Text>
    </div>
  );
}
