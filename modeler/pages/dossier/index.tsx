/** One dossier, live: where it is on its diagram, how its time stands, who has it, what happened, and what may be done. */
import { Button, Group, Stack, Tabs, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { AdHocCard } from '../../dossier/ad-hoc-card.tsx';
import { AddDocument } from '../../dossier/add-document.tsx';
import { workingDayMinutes } from '../../dossier/day-minutes.ts';
import { CorrectionCard } from '../../dossier/correction-card.tsx';
import { DocumentList } from '../../dossier/document-list.tsx';
import { DossierActs } from '../../dossier/dossier-acts.tsx';
import { DossierFacts } from '../../dossier/dossier-facts.tsx';
import '../../dossier/dossier.css';
import { FlagList } from '../../dossier/flag-list.tsx';
import { IncidentList } from '../../dossier/incident-list.tsx';
import { LiveDiagram } from '../../dossier/live-diagram.tsx';
import { useDrawing } from '../../dossier/load-diagram.ts';
import { loadDossier, type DossierPicture } from '../../dossier/load-dossier.ts';
import { liveMarks } from '../../dossier/live-marks.ts';
import { LiveSign } from '../../dossier/live-sign.tsx';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { SlipTable } from '../../dossier/slip-table.tsx';
import { StepTable } from '../../dossier/step-table.tsx';
import { TaskCard } from '../../dossier/task-card.tsx';
import { Timeline } from '../../dossier/timeline.tsx';
import { useLiveDossier } from '../../dossier/use-live-dossier.ts';
import { useMe } from '../../dossier/use-me.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

export default function DossierPage() {
  const { dossierId = '' } = useParams();
  const me = useMe();
  const query = useQuery({ queryKey: ['dossier', dossierId], queryFn: () => loadDossier(dossierId, me.may) });
  return <Asked query={query}>{(picture) => <Dossier picture={picture} />}</Asked>;
}

function Dossier({ picture }: { readonly picture: DossierPicture }) {
  const { say, language } = useSpeech();
  const me = useMe();
  const organisation = useOrganisation();
  const [selected, setSelected] = useState<string>();
  const { summary, diagram, report, flags, tasks, history, documents, corrections } = picture;
  const { dossierId, code, procedureName = '', processKey, versionId, status } = summary;
  const liveness = useLiveDossier(dossierId);
  const drawing = useDrawing(processKey, versionId);
  const dayMinutes = (id: string | undefined) => drawing.data?.dayMinutes(id) ?? workingDayMinutes;
  const elementName = (id: string) => drawing.data?.names.get(id) ?? id;
  const { marks, badges } = useMemo(() => liveMarks(diagram, report, language, say), [diagram, report, language, say]);
  // those of steps stand on their cards
  const standing = flags.filter(({ withdrawnAt, elementId }) => withdrawnAt === undefined && elementId === undefined);

  return (
    <Page
      title={`${code ?? say(`Hồ sơ số ${dossierId}`, `Dossier ${dossierId}`)} – ${procedureName}`}
      actions={
        <>
          {status !== 'ended' && <LiveSign liveness={liveness} />}
          {processKey !== undefined && (
            <Button variant="default" component={Link} to={`/procedures/${encodeURIComponent(processKey)}`}>
              {say('Thủ tục', 'Procedure')}
            </Button>
          )}
          <DossierActs dossierId={dossierId} status={status} />
        </>
      }
    >
      <DossierFacts summary={summary} report={report} organisation={organisation} />
      {diagram.incidents.length > 0 && <IncidentList dossierId={dossierId} incidents={diagram.incidents} elementName={elementName} />}
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
        <Stack gap="sm">
          <Title order={2} size="h4">
            {say(`Đang ở đâu (${tasks.length})`, `Where it is (${tasks.length})`)}
          </Title>
          {corrections.map((correction) => (
            <CorrectionCard key={correction.key} correction={correction} organisation={organisation} />
          ))}
          {diagram.adHoc.map((choice) => (
            <AdHocCard key={choice.elementKey} dossierId={dossierId} choice={choice} mayAct={me.may('dossiers:act')} />
          ))}
          {tasks.map((task) => (
            <TaskCard key={task.elementKey} task={task} revision={summary.revision} organisation={organisation} show={setSelected} />
          ))}
          {tasks.length === 0 && diagram.adHoc.length === 0 && (
            <Empty>
              {status === 'ended'
                ? say('Hồ sơ đã kết thúc.', 'The dossier has ended.')
                : say('Không có việc nào đang mở.', 'No step is open.')}
            </Empty>
          )}
          {standing.length > 0 && (
            <FlagList flags={standing} elementName={elementName} dayMinutes={dayMinutes} organisation={organisation} />
          )}
        </Stack>
      </div>
      <Tabs defaultValue="steps" keepMounted={false}>
        <Tabs.List aria-label={say('Chi tiết hồ sơ', 'Details of the dossier')}>
          <Tabs.Tab value="steps">{say('Các bước', 'Steps')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('Lịch sử', 'History')}</Tabs.Tab>
          <Tabs.Tab value="slip">{say('Phiếu kiểm soát (mẫu 06)', 'Control slip (form 06)')}</Tabs.Tab>
          <Tabs.Tab value="flags">{say(`Cảnh báo (${flags.length})`, `Flags (${flags.length})`)}</Tabs.Tab>
          {me.may('documents:read') && (
            <Tabs.Tab value="documents">{say(`Tài liệu (${documents.length})`, `Documents (${documents.length})`)}</Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="steps" pt="sm">
          <StepTable report={report} elementName={elementName} organisation={organisation} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="sm">
          <Timeline entries={history} elementName={elementName} dayMinutes={dayMinutes} organisation={organisation} />
        </Tabs.Panel>
        <Tabs.Panel value="slip" pt="sm">
          <Group justify="end">
            <Button variant="default" size="xs" component={Link} to={`/dossiers/${dossierId}/control-slip`}>
              {say('Bản in (A4)', 'To print (A4)')}
            </Button>
          </Group>
          <SlipTable rows={report.controlSlip} organisation={organisation} />
        </Tabs.Panel>
        <Tabs.Panel value="flags" pt="sm">
          <FlagList flags={flags} elementName={elementName} dayMinutes={dayMinutes} organisation={organisation} />
        </Tabs.Panel>
        <Tabs.Panel value="documents" pt="sm">
          {me.may('documents:write') && status !== 'ended' && <AddDocument dossierId={dossierId} />}
          <DocumentList dossierId={dossierId} documents={documents} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
