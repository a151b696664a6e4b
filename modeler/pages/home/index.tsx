/** What waits for the person who is signed in, by what they may do: numbers first, then the nearest of each. Each part asks and fails for itself. */
import { Group } from '@mantine/core';
import '../../dossier/dossier.css';
import { useMe } from '../../dossier/use-me.ts';
import { useSay } from '../../i18n/say.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';
import { AppraisalsWaiting, CorrectionsWaiting, DraftsOfMine, HandOffsWaiting, TasksHeld, TasksOffered } from './sections.tsx';
import { Tiles } from './tiles.tsx';

export default function Home() {
  const say = useSay();
  const me = useMe();
  const works = me.may('tasks:work');
  const appraises = me.may('appraisals:read');
  const passes = appraises && ['appraisals:submit', 'appraisals:review', 'appraisals:approve', 'appraisals:publish'].some(me.may);
  return (
    <Page title={say('Việc chờ tôi', 'Waiting for me')}>
      <Tiles />
      {works && <TasksHeld />}
      {me.may('handOffs:read') && works && (
        <Group align="start" grow preventGrowOverflow={false}>
          <HandOffsWaiting />
          <CorrectionsWaiting />
        </Group>
      )}
      {works && <TasksOffered />}
      {passes && <AppraisalsWaiting />}
      {me.may('drafts:write') && <DraftsOfMine />}
      {!works && !appraises && (
        <Empty>
          {say(
            'Không có việc nào chờ vai trò của bạn. Chọn một mục ở bên trái.',
            'Nothing waits for your role. Choose an entry at the left.',
          )}
        </Empty>
      )}
    </Page>
  );
}
