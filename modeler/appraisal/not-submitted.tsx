/** An appraisal of which nothing was submitted yet. */
import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useSay } from '../i18n/say.tsx';
import { Page } from '../parts/page.tsx';
import { ActBar } from './act-bar.tsx';
import './appraisal.css';
import { PersonsLine } from './persons-line.tsx';
import { StateBadge } from './state-badge.tsx';
import type { Appraisal, Duties } from './types.ts';

interface Props {
  readonly appraisal: Appraisal;
  readonly duties: Duties;
  readonly done: () => Promise<unknown>;
}

export function NotSubmitted({ appraisal, duties, done }: Props) {
  const say = useSay();
  return (
    <Page title={appraisal.title} actions={<StateBadge state={appraisal.state} />}>
      <Text size="sm">{say('Chưa có nội dung nào được trình.', 'Nothing was submitted yet.')}</Text>
      <ActBar appraisal={appraisal} duties={duties} done={done} />
      <PersonsLine persons={duties.persons} />
      <Anchor component={Link} to={`/drafts/${appraisal.draftId}`} underline="always" size="sm">
        {say('Mở bản nháp', 'Open the draft')}
      </Anchor>
    </Page>
  );
}
