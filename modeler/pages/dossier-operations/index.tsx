/** What is done to one dossier by hand: moved on its diagram, or moved to another version; each is looked at before it is done. */
import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { DossierReport } from '../../../engine/index.ts';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { LiveDiagram } from '../../dossier/live-diagram.tsx';
import { liveMarks } from '../../dossier/live-marks.ts';
import { useDrawing } from '../../dossier/load-diagram.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { MigratePanel } from '../../operations/migrate-panel.tsx';
import { ModifyPanel } from '../../operations/modify-panel.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

async function load(dossierId: string) {
  const params = { dossierId };
  const [summary, diagram, report, places] = await Promise.all([
    api.getDossier({ params }),
    api.getDossierDiagram({ params }),
    api.getDossierReport({ params }) as unknown as Promise<DossierReport>,
    api.getDossierModificationPlaces({ params }),
  ]);
  const processKey = summary.processKey ?? '';
  const { items } = await api.getProcedureVersions({ params: { processKey }, query: { limit: 100 } });
  const now = new Date().toISOString();
  const versions = items.map(({ versionId, version, inForceFrom = now, inForceUntil }) => ({
    versionId,
    version,
    isInForce: inForceFrom <= now && (inForceUntil === undefined || inForceUntil > now),
  }));
  return { summary, diagram, report, places, processKey, versions };
}

export default function DossierOperationsPage() {
  const { dossierId = '' } = useParams();
  const query = useQuery({ queryKey: ['dossier', dossierId, 'operations'], queryFn: () => load(dossierId) });
  return <Asked query={query}>{(picture) => <Operations picture={picture} reload={() => query.refetch()} />}</Asked>;
}

function Operations({ picture, reload }: { readonly picture: Awaited<ReturnType<typeof load>>; readonly reload: () => Promise<unknown> }) {
  const { say, language } = useSpeech();
  const [selected, setSelected] = useState<string>();
  const { summary, diagram, report, places, processKey, versions } = picture;
  const { dossierId, code, versionId, revision, status } = summary;
  const drawing = useDrawing(summary.processKey, versionId);
  const { marks, badges } = useMemo(() => liveMarks(diagram, report, language, say), [diagram, report, language, say]);
  return (
    <Page
      title={say(`Điều chỉnh hồ sơ ${code ?? `số ${dossierId}`}`, `Move dossier ${code ?? dossierId} by hand`)}
      actions={
        <Button variant="default" component={Link} to={`/dossiers/${dossierId}`}>
          {say('Về hồ sơ', 'Back to the dossier')}
        </Button>
      }
    >
      {status === 'ended' ? (
        <Empty>
          {say('Hồ sơ đã kết thúc: có thể làm lại thành hồ sơ mới từ trang hồ sơ.', 'It has ended: it can be done again from its page.')}
        </Empty>
      ) : (
        <div className="beside">
          {drawing.data ? (
            <LiveDiagram
              xml={drawing.data.xml}
              marks={marks}
              badges={badges}
              active={diagram.active.map(({ elementId }) => elementId)}
              selected={selected}
              select={setSelected}
            />
          ) : drawing.isError ? (
            <Failed error={drawing.error} retry={() => void drawing.refetch()} />
          ) : (
            <Waiting />
          )}
          <Tabs defaultValue="modify" keepMounted={false}>
            <Tabs.List aria-label={say('Cách điều chỉnh', 'How')}>
              <Tabs.Tab value="modify">{say('Chuyển bước', 'Move tokens')}</Tabs.Tab>
              <Tabs.Tab value="migrate">{say('Chuyển phiên bản', 'Another version')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="modify" pt="sm">
              {status === 'suspended' ? (
                <Empty>{say('Hồ sơ đang tạm dừng: hãy cho tiếp tục trước.', 'It is suspended: resume it first.')}</Empty>
              ) : (
                <ModifyPanel dossierId={dossierId} places={places} selected={selected} reload={reload} />
              )}
            </Tabs.Panel>
            <Tabs.Panel value="migrate" pt="sm">
              <MigratePanel
                key={versionId}
                dossierId={dossierId}
                versionId={versionId}
                revision={revision}
                processKey={processKey}
                versions={versions}
                done={() => void reload()}
              />
            </Tabs.Panel>
          </Tabs>
        </div>
      )}
    </Page>
  );
}
