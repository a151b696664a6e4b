/** The catalogue: procedures that are deployed, what is being drawn and appraised, and how much of the departments' duty is done. */
import { Button, Tabs } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import '../../dossier/dossier.css';
import { useMe } from '../../dossier/use-me.ts';
import { useSay } from '../../i18n/say.tsx';
import { Page } from '../../parts/page.tsx';
import { CoverageTab } from './coverage-tab.tsx';
import { DraftsTab } from './drafts-tab.tsx';
import { ProcedureList } from './procedure-list.tsx';

export default function ProceduresPage() {
  const say = useSay();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  return (
    <Page
      title={say('Danh mục thủ tục', 'Procedures')}
      actions={
        me.may('drafts:write') && (
          <Button component={Link} to="/drafts/new">
            {say('Soạn quy trình mới', 'Draw a new procedure')}
          </Button>
        )
      }
    >
      <Tabs value={search.get('tab') ?? 'all'} onChange={(tab) => setSearch(tab === 'all' || tab === null ? {} : { tab })} keepMounted={false}>
        <Tabs.List aria-label={say('Danh mục', 'Catalogue')}>
          <Tabs.Tab value="all">{say('Thủ tục', 'Procedures')}</Tabs.Tab>
          {me.may('appraisals:read') && <Tabs.Tab value="drafts">{say('Đang soạn và thẩm định', 'Drawn and appraised')}</Tabs.Tab>}
          {me.may('appraisals:read') && <Tabs.Tab value="coverage">{say('Tỷ lệ đưa vào áp dụng', 'Coverage')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="all" pt="sm">
          <ProcedureList />
        </Tabs.Panel>
        <Tabs.Panel value="drafts" pt="sm">
          <DraftsTab />
        </Tabs.Panel>
        <Tabs.Panel value="coverage" pt="sm">
          <CoverageTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
