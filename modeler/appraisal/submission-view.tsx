/** A submission: its diagram with findings, comments and changes pinned to it, and beside it everything that is said. */
import { Button, Group, Paper, Tabs, Text } from '@mantine/core';
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useMemo, useState } from 'react';
import type { Evidence } from '../../engine/index.ts';
import { Diagram } from '../bpmn/diagram.tsx';
import { Legend } from '../compare/legend.tsx';
import { decoration } from '../compare/two-canvases.tsx';
import { useSpeech } from '../i18n/say.tsx';
import { Player } from '../player/player.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { ChecklistPanel } from './checklist-panel.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import type { Loaded } from './desk.tsx';
import { evidenceOf } from './evidence-of.ts';
import { FindingsPanel } from './findings-panel.tsx';
import { pinned } from './pinned.ts';
import { ReportPanel } from './report-panel.tsx';
import { TrailPanel } from './trail-panel.tsx';
import { reportShown, type Finding, type Submission } from './types.ts';
import { basesOf, useChanges, type Basis } from './use-changes.ts';
import { VerdictBar } from './verdict-bar.tsx';

type Tab = 'findings' | 'report' | 'checklist' | 'changes' | 'comments' | 'trail';

interface Registry {
  get(id: string): { readonly businessObject?: { readonly name?: string } } | undefined;
}

export function SubmissionView({
  appraisal,
  duties,
  findings,
  checklist,
  comments,
  done,
  submission,
}: Loaded & { readonly submission: Submission }) {
  const { say, language } = useSpeech();
  const { appraisalId, processKey } = appraisal;
  const { round, bpmn } = submission;
  const [viewer, setViewer] = useState<NavigatedViewer>();
  const [tab, setTab] = useState<Tab>(round > 1 ? 'changes' : 'findings');
  const [element, setElement] = useState<string>();
  const [open, setOpen] = useState<string>();
  const [played, setPlayed] = useState<Evidence>();
  const [basis, setBasis] = useState<Basis>();
  const report = reportShown(submission);
  const bases = useMemo(() => basesOf(submission, processKey), [submission, processKey]);
  const chosenBasis = basis ?? bases[0]?.id;
  const changes = useChanges(submission, tab === 'changes' ? bases.find(({ id }) => id === chosenBasis)?.side : undefined);
  const registry = viewer?.get<Registry>('elementRegistry');
  const nameOf = (id: string) => registry?.get(id)?.businessObject?.name ?? id;

  const { marks, badges } = useMemo(() => {
    if (tab !== 'changes') return pinned(findings, comments, language);
    if (!changes.data || !registry) return { marks: {}, badges: [] };
    const shapes = new Set(Object.keys(changes.data.after).filter((id) => !('waypoints' in (registry.get(id) ?? {}))));
    return decoration({ differences: changes.data.after, shapes }, say, false);
  }, [tab, findings, comments, language, changes.data, registry, say]);

  const openFinding = (findingId: string) => {
    const finding = findings.find((each) => each.findingId === findingId);
    setTab('findings');
    setOpen(findingId);
    setElement(undefined);
    show(finding);
  };
  const [looked, setLooked] = useState<string>();
  /** What the diagram points at without keeping to it. */
  function show(finding: Finding | undefined) {
    setLooked(finding?.elements.find((id) => registry?.get(id)));
  }
  const selected = element ?? looked;
  useEffect(() => {
    if (!viewer || selected === undefined || !registry?.get(selected)) return;
    viewer.get<{ scrollToElement(id: string, padding: number): void }>('canvas').scrollToElement(selected, 80);
  }, [viewer, registry, selected]);

  const height = played ? 380 : 520;
  useEffect(() => {
    if (!viewer) return;
    const canvas = viewer.get<{ resized(): void; zoom(to: string, center: 'auto'): void }>('canvas');
    canvas.resized();
    canvas.zoom('fit-viewport', 'auto');
  }, [viewer, height]);

  const playable = (finding: Finding) => {
    const evidence = evidenceOf(report.soundness, finding);
    return evidence && (() => setPlayed(evidence));
  };
  const settled = (finding: Finding) => ['resolved', 'accepted', 'overridden'].includes(finding.state);
  const count = findings.filter((finding) => !settled(finding)).length;

  return (
    <>
      <VerdictBar report={report} checklist={checklist} show={setTab} />
      <div className="desk">
        <div className="desk-diagram">
          <Diagram
            xml={bpmn}
            label={say(`Sơ đồ đã trình lần ${round}: ${appraisal.title}`, `Diagram of submission ${round}: ${appraisal.title}`)}
            marks={marks}
            badges={badges}
            selected={selected}
            onSelect={(id) => {
              setLooked(undefined);
              const isPlane = registry?.get(id)?.businessObject === undefined || id === processKey;
              setElement(isPlane ? undefined : id);
              if (isPlane) return;
              const there = findings.filter((finding) => finding.elements.includes(id) && !settled(finding));
              if (there.length > 0 && tab !== 'comments') {
                setTab('findings');
                setOpen(there[0]!.findingId);
              }
            }}
            height={height}
            onReady={setViewer}
          />
          {tab === 'changes' ? (
            <Legend />
          ) : (
            <Text size="xs">
              {say(
                'Dấu trên sơ đồ: ✗ lỗi, ! cảnh báo, i lưu ý kèm số thứ tự nhận xét; ✎ số lượt trao đổi. Bấm một bước để xem nhận xét tại đó.',
                'On the diagram: ✗ error, ! warning, i note with the number of the finding; ✎ comments. Choose a step for what is said there.',
              )}
            </Text>
          )}
          {played && viewer && (
            <Paper withBorder p="sm" component="section" aria-label={say('Diễn biến dẫn đến lỗi', 'How it comes to this')}>
              <Group justify="space-between" mb={4}>
                <Text fw={600} size="sm">
                  {say('Diễn biến dẫn đến lỗi', 'How it comes to this')}
                </Text>
                <Button size="compact-sm" variant="default" onClick={() => setPlayed(undefined)}>
                  {say('Đóng', 'Close')}
                </Button>
              </Group>
              <Player viewer={viewer} scenario={played.scenario} ending={language === 'vi' ? played.message : played.messageEn} />
            </Paper>
          )}
        </div>
        <Tabs value={tab} onChange={(value) => setTab(value as Tab)} keepMounted={false} className="desk-panels">
          <Tabs.List aria-label={say('Nội dung thẩm định', 'Appraisal')}>
            <Tabs.Tab value="findings">{say(`Nhận xét (${count})`, `Findings (${count})`)}</Tabs.Tab>
            <Tabs.Tab value="report">{say('Báo cáo', 'Report')}</Tabs.Tab>
            <Tabs.Tab value="checklist">{say('Pháp lý', 'Legal')}</Tabs.Tab>
            <Tabs.Tab value="changes">{say('Thay đổi', 'Changes')}</Tabs.Tab>
            <Tabs.Tab value="comments">{say(`Trao đổi (${comments.length})`, `Comments (${comments.length})`)}</Tabs.Tab>
            <Tabs.Tab value="trail">{say('Nhật ký', 'Trail')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="findings" pt="sm">
            <FindingsPanel
              appraisal={appraisal}
              duties={duties}
              findings={findings}
              nameOf={nameOf}
              element={element}
              selectElement={(id) => {
                setLooked(undefined);
                setElement(id);
              }}
              open={open}
              setOpen={(id) => {
                setOpen(id);
                show(findings.find(({ findingId }) => findingId === id));
              }}
              playable={playable}
              done={done}
            />
          </Tabs.Panel>
          <Tabs.Panel value="report" pt="sm">
            <ReportPanel report={report} nameOf={nameOf} selectElement={setElement} play={setPlayed} />
          </Tabs.Panel>
          <Tabs.Panel value="checklist" pt="sm">
            <ChecklistPanel
              appraisal={appraisal}
              checklist={checklist}
              duties={duties}
              findings={findings}
              openFinding={openFinding}
              done={done}
            />
          </Tabs.Panel>
          <Tabs.Panel value="changes" pt="sm">
            <ChangesPanel
              appraisalId={appraisalId}
              round={round}
              bases={bases}
              basis={chosenBasis}
              choose={setBasis}
              query={changes}
              selectElement={setElement}
            />
          </Tabs.Panel>
          <Tabs.Panel value="comments" pt="sm">
            <CommentsPanel
              appraisalId={appraisalId}
              comments={comments}
              duties={duties}
              nameOf={nameOf}
              element={element}
              selectElement={setElement}
              done={done}
            />
          </Tabs.Panel>
          <Tabs.Panel value="trail" pt="sm">
            <TrailPanel
              appraisalId={appraisalId}
              revision={`${appraisal.revision} ${comments.length} ${findings.map(({ updatedAt }) => updatedAt).join()} ${checklist.items.map(({ answer }) => answer?.at).join()}`}
              findings={findings}
              checklist={checklist}
              nameOf={nameOf}
            />
          </Tabs.Panel>
        </Tabs>
      </div>
    </>
  );
}
