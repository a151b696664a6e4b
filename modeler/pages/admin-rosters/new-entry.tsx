/** Puts an officer at a desk: for which procedures, from when to when, regular or in reserve. */
import { Button, Group, MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api, session } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { allUsers } from '../admin-parts/all-users.ts';
import { dayFromNow } from '../admin-parts/days.ts';
import { Dialog } from '../admin-parts/dialog.tsx';
import { UnitSelect, useOrganisation } from '../admin-parts/unit-select.tsx';
import { withoutMarks } from '../admin-parts/without-marks.ts';

interface Props {
  readonly proposedUnit: string | undefined;
  readonly inRoster: readonly { readonly officer: string; readonly name: string }[];
  onDone(): void;
  onClose(): void;
}

export function NewEntry({ proposedUnit, inRoster, onDone, onClose }: Props) {
  const say = useSay();
  const [unit, setUnit] = useState(proposedUnit);
  const [officer, setOfficer] = useState<string | null>(null);
  const [counter, setCounter] = useState('');
  const [procedures, setProcedures] = useState<string[]>([]);
  const [isReserve, setReserve] = useState(false);
  const [from, setFrom] = useState(dayFromNow());
  const [to, setTo] = useState('');
  const organisation = useOrganisation();
  // who keeps no accounts chooses among the officers of the organisation
  const keepsAccounts = session.current().me?.permissions.includes('users:manage') === true;
  const users = useQuery({ queryKey: ['all users'], queryFn: allUsers, enabled: keepsAccounts });
  const known = useQuery({ queryKey: ['procedures of rosters'], queryFn: () => api.getProcedures({ query: { limit: 500 } }) });
  const content = organisation.data?.content;
  const names = new Map<string, string>([
    ...(content?.officers ?? []).map(({ id, name }) => [id, name] as const),
    ...inRoster.map(({ officer: login, name }) => [login, name] as const),
    ...(users.data ?? []).filter(({ disabledAt }) => disabledAt === undefined).map(({ login, name }) => [login, name] as const),
  ]);
  const entering = useMutation({
    mutationFn: () =>
      api.postRosters({
        body: {
          officer: officer ?? '',
          unit: unit ?? '',
          procedures,
          isReserve,
          validFrom: from,
          ...(counter.trim() !== '' && { counter: counter.trim() }),
          ...(to !== '' && { validTo: to }),
        },
      }),
    onSuccess: onDone,
  });
  function send(event: SubmitEvent) {
    event.preventDefault();
    entering.mutate();
  }
  return (
    <Dialog title={say('Phân công trực quầy', 'Put somebody at a desk')} onClose={onClose}>
      <form onSubmit={send}>
        <Stack>
          <UnitSelect label={say('Quầy, đơn vị', 'Desk or unit')} required units={content?.units ?? []} value={unit} onChoose={setUnit} />
          <Select
            label={say('Người trực', 'Officer')}
            required
            searchable
            limit={100}
            nothingFoundMessage={say('Không có ai tên như vậy', 'Nobody of that name')}
            data={[...names].map(([value, name]) => ({ value, label: `${name} (${value})` }))}
            filter={({ options, search }) =>
              options.filter((option) => 'label' in option && withoutMarks(option.label).includes(withoutMarks(search)))
            }
            value={officer}
            onChange={setOfficer}
          />
          <Radio.Group
            label={say('Là', 'Is')}
            value={isReserve ? 'reserve' : 'regular'}
            onChange={(value) => setReserve(value === 'reserve')}
          >
            <Group mt={4}>
              <Radio value="regular" label={say('Trực chính', 'Regular')} />
              <Radio value="reserve" label={say('Dự phòng', 'In reserve')} />
            </Group>
          </Radio.Group>
          <TextInput label={say('Số quầy', 'Counter')} value={counter} onChange={(event) => setCounter(event.currentTarget.value)} />
          <MultiSelect
            label={say('Thủ tục', 'Procedures')}
            description={say('Để trống: mọi thủ tục của quầy.', 'Empty: all that the desk has.')}
            searchable
            data={(known.data?.items ?? []).map(({ processKey, name }) => ({ value: processKey, label: name ?? processKey }))}
            value={procedures}
            onChange={setProcedures}
          />
          <Group grow>
            <TextInput
              type="date"
              label={say('Từ ngày', 'From')}
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={say('Đến hết ngày', 'Until')}
              min={from}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </Group>
          {entering.isError && <Failed error={entering.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" loading={entering.isPending} disabled={unit === undefined || officer === null}>
              {say('Lưu phân công', 'Save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
