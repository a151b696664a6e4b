/** What the checker says of a version, in short: verdicts, numbers of findings, the gravest of them. */
import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Report } from '../../../engine/index.ts';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed, Waiting } from '../../parts/states.tsx';

interface Props {
  readonly processKey: string;
  readonly version: number;
}

const most = 5;

export function AnalysisSummary({ processKey, version }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const queryKey = ['analysis', processKey, version];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.getProcedureVersionAnalysis({ params: { processKey, version } }, { signal }),
    staleTime: Infinity,
    retry: 1,
  });
  return (
    <Stack gap="xs" component="section" aria-labelledby="analysis">
      <Group justify="space-between">
        <Title order={2} size="h4" id="analysis">
          {say('Kết quả kiểm tra', 'What the checker says')}
        </Title>
        <Anchor href={`/api/v1/procedures/${encodeURIComponent(processKey)}/versions/${version}/analysis/document`} size="sm">
          {say('Tải báo cáo thẩm định', 'The report as a document')}
        </Anchor>
      </Group>
      {query.isError ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : query.data === undefined && query.fetchStatus === 'idle' ? (
        <Group>
          <Text size="sm" role="status">
            {say('Đã thôi kiểm tra.', 'The check was given up.')}
          </Text>
          <Button variant="default" size="xs" onClick={() => void query.refetch()}>
            {say('Kiểm tra lại', 'Check again')}
          </Button>
        </Group>
      ) : query.data === undefined ? (
        <Checking giveUp={() => void client.cancelQueries({ queryKey })} />
      ) : (
        <Summary findings={query.data.findings} verdicts={query.data.verdicts as Report['verdicts'] | undefined} />
      )}
    </Stack>
  );
}

/** How long it has been checking: nobody knows how long it will. */
function Checking({ giveUp }: { readonly giveUp: () => void }) {
  const say = useSay();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Group justify="center">
      <Waiting what={say('Đang kiểm tra; có thể mất vài giây …', 'Checking; this may take some seconds …')} />
      {/* told once by the line beside it, not every second */}
      <Text size="sm" aria-live="off">
        {say(`${seconds} giây`, `${seconds} s`)}
      </Text>
      <Button variant="default" size="xs" onClick={giveUp}>
        {say('Thôi kiểm tra', 'Give up')}
      </Button>
    </Group>
  );
}

type Findings = Awaited<ReturnType<typeof api.getProcedureVersionAnalysis>>['findings'];

function Summary({ findings, verdicts }: { readonly findings: Findings; readonly verdicts: Report['verdicts'] | undefined }) {
  const say = useSay();
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const outcomes = {
    holds: say('✓ đạt', '✓ holds'),
    fails: say('⚑ không đạt', '⚑ fails'),
    notDecided: say('? chưa kết luận', '? not decided'),
    notApplicable: say('– không áp dụng', '– does not apply'),
  };
  const sound = verdicts && Object.values(verdicts.soundness).map(({ outcome }) => outcome);
  const soundness = sound && (['fails', 'notDecided', 'holds'] as const).find((outcome) => sound.includes(outcome));
  return (
    <Alert color={errors > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green'}>
      <Stack gap={4}>
        <Text size="sm" fw={600}>
          {say(`${errors} lỗi, ${warnings} cảnh báo`, `${errors} errors, ${warnings} warnings`)}
          {soundness !== undefined && ` · ${say('luồng đi', 'soundness')}: ${outcomes[soundness]}`}
          {verdicts && ` · ${say('thời hạn', 'deadline')}: ${outcomes[verdicts.time.outcome]}`}
        </Text>
        {findings.slice(0, most).map(({ rule, message, messageEn, elements }, index) => (
          <Text key={`${rule} ${elements.join(' ')} ${index}`} size="sm">
            • {say(message, messageEn)}
          </Text>
        ))}
        {findings.length > most && (
          <Text size="sm">
            {say(`… và ${findings.length - most} điều nữa trong báo cáo`, `… and ${findings.length - most} more in the report`)}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
