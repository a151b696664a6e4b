/** A new webhook; its secret is shown once. */
import { Button, Checkbox, Fieldset, Group, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { ShownOnce } from '../admin-parts/shown-once.tsx';
import { UnitSelect, useOrganisation } from '../admin-parts/unit-select.tsx';
import { eventGroups, type EventType } from './event-words.ts';

export function NewWebhook({ onClose }: { onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const { data } = useOrganisation();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [isAll, setAll] = useState(false);
  const [types, setTypes] = useState<string[]>(['dossierStarted', 'dossierEnded', 'flagRaised']);
  const [unit, setUnit] = useState<string>();
  const creating = useMutation({
    mutationFn: () =>
      api.postWebhooks({
        body: { name: name.trim(), url: url.trim(), eventTypes: isAll ? [] : (types as EventType[]), ...(unit !== undefined && { unit }) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  if (creating.data)
    return (
      <ShownOnce title={say('Khóa bí mật của webhook', 'Secret of the webhook')} secret={creating.data.secret} onClose={onClose}>
        {say(
          `Đưa cho bên nhận “${name.trim()}” để kiểm chữ ký (Standard Webhooks).`,
          `For the receiver “${name.trim()}”, who checks signatures by it (Standard Webhooks).`,
        )}
      </ShownOnce>
    );
  function send(event: SubmitEvent) {
    event.preventDefault();
    creating.mutate();
  }
  return (
    <Dialog title={say('Tạo webhook', 'New webhook')} onClose={onClose}>
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={say('Hệ thống nhận tin', 'Receiver')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            type="url"
            label={say('Địa chỉ nhận', 'Address')}
            placeholder="https://"
            required
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <UnitSelect
            label={say('Chỉ hồ sơ của đơn vị', 'Only dossiers of the unit')}
            placeholder={say('Toàn tổ chức', 'The whole organisation')}
            units={data?.content.units ?? []}
            value={unit}
            onChoose={setUnit}
            clearable
            clearButtonProps={{ 'aria-label': say('Toàn tổ chức', 'The whole organisation') }}
          />
          <Radio.Group
            label={say('Được báo những gì', 'Told of')}
            value={isAll ? 'all' : 'some'}
            onChange={(value) => setAll(value === 'all')}
          >
            <Group mt={4}>
              <Radio value="some" label={say('Các sự kiện chọn dưới đây', 'What is chosen below')} />
              <Radio value="all" label={say('Mọi sự kiện', 'Everything')} />
            </Group>
          </Radio.Group>
          {!isAll && (
            <Checkbox.Group aria-label={say('Sự kiện', 'Events')} value={types} onChange={setTypes}>
              <Stack
                gap="xs"
                mt={4}
                mah={360}
                style={{ overflowY: 'auto' }}
                tabIndex={0}
                role="group"
                aria-label={say('Danh sách sự kiện', 'List of events')}
              >
                {eventGroups.map(({ title, words }) => (
                  <Fieldset key={title[0]} legend={say(...title)} p="xs">
                    <SimpleGrid cols={2} spacing={6}>
                      {Object.entries(words).map(([type, text]) => (
                        <Checkbox key={type} value={type} label={say(...text)} />
                      ))}
                    </SimpleGrid>
                  </Fieldset>
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {creating.isError && <Failed error={creating.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" loading={creating.isPending} disabled={!isAll && types.length === 0}>
              {say('Tạo', 'Create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
