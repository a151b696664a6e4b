/** How appraisals run here: their time limit, whose calendar counts, who appraises and approves, the target of the coverage. */
import { Alert, Button, Group, MultiSelect, NumberInput, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { RequestRefused } from '../../../api/client.ts';
import type { Operations } from '../../../api/client-operations.ts';
import { api, ask } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Failed } from '../../parts/states.tsx';
import { Permitted } from '../admin-parts/permitted.tsx';
import { unitLabel, UnitSelect, useOrganisation } from '../admin-parts/unit-select.tsx';

type Settings = Operations['getAppraisalSettings']['answer'];
interface ReadSettings {
  readonly revision: number;
  readonly settings: Settings;
}

/** With the number they are read under, which is in a header. */
async function loadSettings(): Promise<ReadSettings> {
  const response = await ask(new URL('/api/v1/appraisal-settings', location.origin));
  const body = (await response.json()) as object;
  if (!response.ok) throw new RequestRefused(response.status, body);
  return { revision: Number(/\d+/.exec(response.headers.get('etag') ?? '')?.[0] ?? 0), settings: body as Settings };
}

export default function SettingsPage() {
  const say = useSay();
  const query = useQuery({ queryKey: ['appraisal settings'], queryFn: loadSettings });
  return (
    <Permitted permission="organisation:write">
      <Page title={say('Cách thẩm định quy trình', 'Appraisal settings')}>
        <Asked query={query}>{(read) => <Form key={read.revision} read={read} />}</Asked>
      </Page>
    </Permitted>
  );
}

function Form({ read }: { readonly read: ReadSettings }) {
  const say = useSay();
  const queries = useQueryClient();
  const organisation = useOrganisation();
  const units = organisation.data?.content.units ?? [];
  const [settings, setSettings] = useState(read.settings);
  const isChanged = JSON.stringify(settings) !== JSON.stringify(read.settings);
  const saving = useMutation({
    mutationFn: () => api.putAppraisalSettings({ body: settings, ifRevision: read.revision }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appraisal settings'] }),
  });
  const isOvertaken = saving.error instanceof RequestRefused && saving.error.code === 'REVISION_CHANGED';
  const choices = units.map((unit) => ({ value: unit.id, label: unitLabel(units, unit) }));
  function send(event: SubmitEvent) {
    event.preventDefault();
    saving.mutate();
  }
  return (
    <Paper withBorder p="md" maw={760}>
      <form onSubmit={send}>
        <Stack>
          <NumberInput
            label={say('Hạn thẩm định (ngày làm việc)', 'Time limit (working days)')}
            description={say(
              'Từ khi trình đến khi đạt hoặc trả lại. Hạn đã tính của quy trình đang thẩm định giữ nguyên.',
              'From submission until passed or returned. Limits already counted stay.',
            )}
            required
            min={0.25}
            max={365}
            decimalSeparator=","
            hideControls
            value={settings.dueWorkingDays}
            onChange={(days) => typeof days === 'number' && setSettings({ ...settings, dueWorkingDays: days })}
          />
          <UnitSelect
            label={say('Tính theo lịch của', 'By the calendar of')}
            placeholder={say('Lịch chung của tổ chức', 'The whole organisation')}
            units={units}
            value={settings.calendarUnit}
            onChoose={(calendarUnit) => {
              const { calendarUnit: _before, ...others } = settings;
              setSettings({ ...others, ...(calendarUnit !== undefined && { calendarUnit }) });
            }}
            clearable
            clearButtonProps={{ 'aria-label': say('Lịch chung', 'The whole organisation') }}
          />
          <MultiSelect
            label={say('Đơn vị thẩm định', 'Units that appraise')}
            description={say(
              'Chỉ người thẩm định ở các đơn vị này; để trống: mọi người có vai trò thẩm định.',
              'Only reviewers of these; empty: all reviewers.',
            )}
            searchable
            data={choices}
            value={[...settings.reviewUnits]}
            onChange={(reviewUnits) => setSettings({ ...settings, reviewUnits })}
          />
          <MultiSelect
            label={say('Đơn vị phê duyệt, công bố', 'Units that approve and publish')}
            description={say('Để trống: mọi người có vai trò phê duyệt.', 'Empty: all approvers.')}
            searchable
            data={choices}
            value={[...settings.approveUnits]}
            onChange={(approveUnits) => setSettings({ ...settings, approveUnits })}
          />
          <NumberInput
            label={say('Mục tiêu tỷ lệ thủ tục có quy trình (%)', 'Target of the coverage (%)')}
            required
            min={0}
            max={100}
            hideControls
            value={settings.coverageTarget}
            onChange={(percent) => typeof percent === 'number' && setSettings({ ...settings, coverageTarget: percent })}
          />
          <Text size="sm">
            {say(
              'Người thiết kế, người thẩm định và người phê duyệt một quy trình luôn phải là ba người khác nhau.',
              'Whoever designs, appraises and approves a procedure are always different people.',
            )}
          </Text>
          {isOvertaken ? (
            <Alert color="orange" role="alert" title={say('Người khác vừa đổi các thiết lập này', 'Somebody else has just changed these')}>
              <Button size="xs" variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['appraisal settings'] })}>
                {say('Xem bản mới', 'See the new ones')}
              </Button>
            </Alert>
          ) : (
            saving.isError && <Failed error={saving.error} />
          )}
          <Group>
            <Button type="submit" disabled={!isChanged} loading={saving.isPending}>
              {say('Lưu', 'Save')}
            </Button>
            <Text size="sm" role="status">
              {isChanged ? say('Có thay đổi chưa lưu.', 'Not saved yet.') : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
