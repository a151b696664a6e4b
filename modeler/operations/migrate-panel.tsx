/** Moving a dossier, or all open ones of its version, to another version: the plan that is proposed, what would happen, why; then done. */
import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../data/session.ts';
import { ReasonDialog } from '../dossier/reason-dialog.tsx';
import { useMe } from '../dossier/use-me.ts';
import { useSay } from '../i18n/say.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { PlanTable } from './plan-table.tsx';
import { Sentences } from './sentences.tsx';

export interface VersionChoice {
  readonly versionId: string;
  readonly version: number;
  readonly isInForce: boolean;
}

interface Props {
  readonly dossierId: string;
  readonly versionId: string;
  readonly revision: number;
  readonly processKey: string;
  /** Of its procedure, the newest first. */
  readonly versions: readonly VersionChoice[];
  readonly done: () => void;
}

type Plan = Readonly<Record<string, string | null>>;

export function MigratePanel({ dossierId, versionId, revision, processKey, versions, done }: Props) {
  const say = useSay();
  const me = useMe();
  const navigate = useNavigate();
  const others = versions.filter((each) => each.versionId !== versionId);
  const [chosen, setChosen] = useState((others.find(({ isInForce }) => isInForce) ?? others[0])?.versionId);
  const [corrected, setCorrected] = useState<Plan>({});
  const [asking, setAsking] = useState<'one' | 'all'>();
  const target = others.find((each) => each.versionId === chosen);
  const proposal = useQuery({
    queryKey: ['migration plan', versionId, chosen],
    queryFn: () => api.postMigrationPlans({ body: { fromVersionId: versionId, toVersionId: chosen! } }),
    enabled: chosen !== undefined,
    retry: false,
  });
  const plan: Plan = { ...proposal.data?.plan, ...corrected };
  const preview = useQuery({
    queryKey: ['preview', 'migration', dossierId, revision, chosen, plan],
    queryFn: () => api.postDossierMigrationPreview({ params: { dossierId }, body: { versionId: chosen!, plan } }),
    enabled: proposal.data !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!target) return <Empty>{say('Thủ tục này không có phiên bản nào khác.', 'There is no other version of this procedure.')}</Empty>;
  const name = ({ version, isInForce }: VersionChoice) =>
    `${say('Phiên bản', 'Version')} ${version}${isInForce ? say(' (đang áp dụng)', ' (in force)') : ''}`;
  return (
    <Stack gap="sm">
      <Select
        label={say('Chuyển sang', 'Move to')}
        data={others.map((each) => ({ value: each.versionId, label: name(each) }))}
        value={target.versionId}
        allowDeselect={false}
        onChange={(value) => {
          setChosen(value ?? undefined);
          setCorrected({});
        }}
        w={280}
      />
      {proposal.isPending && <Waiting />}
      {proposal.isError && <Failed error={proposal.error} />}
      {proposal.data && (
        <PlanTable
          proposal={proposal.data}
          plan={plan}
          target={{ processKey, version: target.version }}
          change={(id, to) => setCorrected({ ...corrected, [id]: to })}
        />
      )}
      {preview.error && <Failed error={preview.error} />}
      {preview.data && <Sentences {...preview.data} />}
      {proposal.data && (
        <Group gap="xs">
          <Button disabled={preview.isPlaceholderData || preview.data?.problems.length !== 0} onClick={() => setAsking('one')}>
            {say('Chuyển hồ sơ này …', 'Move this dossier …')}
          </Button>
          {me.may('incidents:resolve') && proposal.data.open > 1 && (
            <Button variant="default" onClick={() => setAsking('all')}>
              {say(`Chuyển mọi hồ sơ đang mở (${proposal.data.open}) …`, `Move all open dossiers (${proposal.data.open}) …`)}
            </Button>
          )}
        </Group>
      )}
      <Text size="sm">
        {say(
          'Không bước nào đổi chỗ; hạn và ngày hẹn đã báo giữ nguyên. Hồ sơ nào không chuyển được thì ở lại, kèm lý do.',
          'No step changes its place; what was promised stays. A dossier that cannot be moved stays, and the reason is told.',
        )}
      </Text>
      {asking !== undefined && (
        <ReasonDialog
          title={
            asking === 'one' ? say('Chuyển hồ sơ này', 'Move this dossier') : say('Chuyển mọi hồ sơ đang mở', 'Move all open dossiers')
          }
          explanation={name(target)}
          isReasonNeeded
          act={async ({ reason }) => {
            if (asking === 'one')
              return api.postDossierMigration({
                params: { dossierId },
                body: { versionId: target.versionId, plan, reason },
                ifRevision: revision,
              });
            const body = { fromVersionId: versionId, toVersionId: target.versionId, plan, reason };
            const { runId } = await api.postBulkRunsMigration({ body });
            return navigate(`/bulk-runs/${runId}`);
          }}
          close={() => setAsking(undefined)}
          {...(asking === 'one' && { done })}
        />
      )}
    </Stack>
  );
}
