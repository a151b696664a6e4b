/** The desk: acts and verdicts above, the diagram at the left, what is said about it at the right. */
import { Anchor, Group, Menu, NativeSelect, Stack, Text, Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import { Page } from '../parts/page.tsx';
import { ActBar } from './act-bar.tsx';
import './appraisal.css';
import { Due } from './due.tsx';
import { obstaclesOf } from './obstacles-of.ts';
import { PersonsLine } from './persons-line.tsx';
import { StateBadge } from './state-badge.tsx';
import { SubmissionView } from './submission-view.tsx';
import type { Appraisal, Checklist, Comment, Duties, Finding } from './types.ts';
import { useUnitNames } from './use-unit-names.ts';

export interface Loaded {
  readonly appraisal: Appraisal;
  readonly duties: Duties;
  readonly findings: readonly Finding[];
  readonly checklist: Checklist;
  readonly comments: readonly Comment[];
  readonly done: () => Promise<unknown>;
}

export function Desk(loaded: Loaded) {
  const { appraisal, duties, findings, checklist, done } = loaded;
  const say = useSay();
  const { nameOf } = useUnitNames();
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState<number | undefined>(Number(search.get('round')) || undefined);
  const { appraisalId } = appraisal;
  const round = Math.min(chosen ?? appraisal.round, appraisal.round);
  const submission = useQuery({
    queryKey: ['submission', appraisalId, round],
    queryFn: () => api.getAppraisalSubmission({ params: { appraisalId, round } }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const rounds = Array.from({ length: appraisal.round }, (_, index) => index + 1);
  return (
    <Page
      title={appraisal.title}
      actions={
        <>
          {rounds.length > 1 && (
            <NativeSelect
              aria-label={say('Lần trình', 'Submission')}
              value={String(round)}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={rounds.map((each) => ({ value: String(each), label: say(`Lần trình ${each}`, `Submission ${each}`) }))}
            />
          )}
          <DocumentMenu appraisalId={appraisalId} round={round} />
        </>
      }
    >
      <Stack gap={6}>
        <Group gap="sm">
          <StateBadge state={appraisal.state} />
          <Text size="sm">{nameOf(appraisal.department)}</Text>
          {appraisal.processKey !== undefined && <Text size="sm">{appraisal.processKey}</Text>}
          {(appraisal.state === 'submitted' || appraisal.state === 'underAppraisal') && (
            <Text size="sm" component="div">
              {say('Hạn thẩm định:', 'Due:')} <Due appraisal={appraisal} />
            </Text>
          )}
          <Anchor component={Link} to={`/drafts/${appraisal.draftId}`} underline="always" size="sm">
            {say('Mở bản nháp', 'Open the draft')}
          </Anchor>
        </Group>
        <PersonsLine persons={duties.persons} />
        <ActBar appraisal={appraisal} duties={duties} obstacles={obstaclesOf(appraisal, findings, checklist, say)} done={done} />
        {round < appraisal.round && (
          <Text size="sm" role="note">
            <b>{say(`Đang xem lần trình ${round}, không phải lần mới nhất.`, `This is submission ${round}, not the newest.`)}</b>
          </Text>
        )}
      </Stack>
      <Asked query={submission}>{(content) => <SubmissionView {...loaded} submission={content} />}</Asked>
    </Page>
  );
}

function DocumentMenu({ appraisalId, round }: { readonly appraisalId: string; readonly round: number }) {
  const say = useSay();
  const forms = [
    ['pdf', 'PDF'],
    ['docx', 'Word (DOCX)'],
    ['html', 'HTML'],
  ] as const;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{say('Báo cáo thẩm định ▾', 'Appraisal document ▾')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {forms.map(([form, label]) => (
          <Menu.Item
            key={form}
            component="a"
            href={`/api/v1/appraisals/${appraisalId}/submissions/${round}/document?format=${form}`}
            download
          >
            {say(`Tải về ${label}`, `Download ${label}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
