/** Several tasks at once: claimed, or given to somebody; each has its own answer. */
import { Alert, Autocomplete, Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../data/session.ts';
import { mayTouch, officersOfUnits, type OfficerEntry, type OrganisationView } from '../../dossier/organisation-view.ts';
import { taskName, type TaskItem } from '../../dossier/task-table.tsx';
import { useAct } from '../../dossier/use-act.ts';
import { useMe } from '../../dossier/use-me.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';

interface Props {
  /** Those chosen that the person may touch. */
  readonly tasks: readonly TaskItem[];
  readonly organisation: OrganisationView;
  /** Names of those that stay chosen: what was refused. */
  readonly done: (left: readonly string[]) => void;
}

type Bulk = Parameters<typeof api.postTasksBulk>[0]['body'];

export function BulkBar({ tasks, organisation, done }: Props) {
  const say = useSay();
  const me = useMe();
  const [to, setTo] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const { mutate, isPending, error } = useAct(async (body: Bulk) => {
    const { items } = await api.postTasksBulk({ body });
    const left = items.filter(({ status }) => status >= 400);
    setRefused(left.map(({ elementKey, problem }) => `${elementKey}: ${problem?.detail ?? ''}`));
    done(left.map(taskName));
  });
  const items = tasks.map(({ dossierId, elementKey }) => ({ dossierId, elementKey }));
  const colleagues = organisation.officers.filter(({ id, unit }) =>
    mayTouch({ login: '', positions: me.positions }, { unit, holder: id }, organisation),
  );
  const ofUnit = officersOfUnits(colleagues, tasks, organisation);
  const others = colleagues.filter((each) => !ofUnit.includes(each));
  const shown = (some: readonly OfficerEntry[]) => some.map(({ id, name }) => `${name} (${id})`);
  const login = colleagues.find(({ id, name }) => `${name} (${id})` === to)?.id ?? to.trim();
  return (
    <Paper withBorder p="sm" role="region" aria-label={say('Việc đã chọn', 'Chosen tasks')}>
      <Group gap="sm" align="end">
        <Text fw={600}>{say(`Đã chọn ${tasks.length} việc`, `${tasks.length} chosen`)}</Text>
        {me.may('tasks:work') && (
          <Button loading={isPending} disabled={items.length === 0} onClick={() => mutate({ action: 'claim', items })}>
            {say('Nhận các việc này', 'Claim them')}
          </Button>
        )}
        {me.may('tasks:assign') && (
          <>
            <Autocomplete
              label={say('Giao cho', 'Give to')}
              placeholder={say('tên hoặc tên đăng nhập', 'name or login')}
              data={
                ofUnit.length === 0
                  ? shown(others)
                  : [
                      { group: say('Đơn vị của việc này', 'Of the unit of the step'), items: shown(ofUnit) },
                      { group: say('Đơn vị khác', 'Elsewhere'), items: shown(others) },
                    ]
              }
              limit={20}
              value={to}
              onChange={setTo}
              w={300}
            />
            <Button
              variant="default"
              loading={isPending}
              disabled={login === '' || items.length === 0}
              onClick={() => mutate({ action: 'reassign', to: login, items })}
            >
              {say('Giao việc', 'Give')}
            </Button>
          </>
        )}
      </Group>
      {error && <Failed error={error} />}
      {refused.length > 0 && (
        <Alert color="red" role="alert" mt="sm" title={say(`${refused.length} việc không làm được`, `${refused.length} were refused`)}>
          {refused.map((text) => (
            <Text key={text} size="sm">
              {text}
            </Text>
          ))}
        </Alert>
      )}
    </Paper>
  );
}
