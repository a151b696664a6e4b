/** One procedure of the catalogue, new or changed. */
import { Button, Checkbox, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Operations } from '../../../api/client-operations.ts';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { UnitSelect, useOrganisation } from '../admin-parts/unit-select.tsx';

export type Entry = Operations['getCatalogue']['answer']['items'][number];

interface Props {
  /** Absent: a new one. */
  readonly entry?: Entry | undefined;
  onClose(): void;
}

export function EntryDialog({ entry, onClose }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const { data } = useOrganisation();
  const [code, setCode] = useState(entry?.code ?? '');
  const [name, setName] = useState(entry?.name ?? '');
  const [department, setDepartment] = useState(entry?.department);
  const [field, setField] = useState(entry?.field ?? '');
  const [mandatory, setMandatory] = useState(entry?.mandatory ?? true);
  const [reason, setReason] = useState(entry?.excludedReason ?? '');
  const [decision, setDecision] = useState(entry?.excludedDecision ?? '');
  const saving = useMutation({
    mutationFn: () =>
      api.putCatalogue({
        params: { code: code.trim() },
        body: {
          name: name.trim().normalize('NFC'),
          department: department!,
          mandatory,
          ...(field.trim() !== '' && { field: field.trim().normalize('NFC') }),
          ...(reason.trim() !== '' && { excludedReason: reason.trim().normalize('NFC') }),
          ...(decision.trim() !== '' && { excludedDecision: decision.trim().normalize('NFC') }),
        },
      }),
    onSuccess: async () => {
      await Promise.all(['catalogue', 'coverage'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      onClose();
    },
  });
  function send(event: SubmitEvent) {
    event.preventDefault();
    saving.mutate();
  }
  return (
    <Dialog
      title={entry ? say(`Sửa ${entry.code}`, `Change ${entry.code}`) : say('Thêm thủ tục vào danh mục', 'A new entry')}
      onClose={onClose}
    >
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={say('Mã thủ tục', 'Code')}
            description={say('Mã quốc gia, như 1.001122', 'The national code, such as 1.001122')}
            required
            readOnly={entry !== undefined}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            {...(!entry && { 'data-autofocus': true })}
          />
          <Textarea
            label={say('Tên thủ tục', 'Name')}
            required
            rows={2}
            maxLength={2_000}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group grow align="start">
            <UnitSelect
              label={say('Cơ quan', 'Department')}
              required
              units={data?.content.units ?? []}
              value={department}
              onChoose={setDepartment}
              allowDeselect={false}
            />
            <TextInput label={say('Lĩnh vực', 'Field')} value={field} onChange={(event) => setField(event.currentTarget.value)} />
          </Group>
          <Checkbox
            label={say('Bắt buộc phải có quy trình', 'Must be in use')}
            checked={mandatory}
            onChange={(event) => setMandatory(event.currentTarget.checked)}
          />
          <TextInput
            label={say('Không tính vào tỷ lệ vì', 'Not counted, because')}
            description={say('Bỏ trống: được tính.', 'Empty: it is counted.')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            label={say('Văn bản cho phép không tính', 'Decision that says so')}
            value={decision}
            onChange={(event) => setDecision(event.currentTarget.value)}
          />
          {saving.isError && <Failed error={saving.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" disabled={department === undefined} loading={saving.isPending}>
              {say('Lưu', 'Save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
