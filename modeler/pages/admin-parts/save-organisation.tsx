/** Before the organisation is saved: what it would move; then saving, and what to do when somebody else was faster. */
import { Alert, Button, Group, List, Loader, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RequestRefused } from '../../../api/client.ts';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { Dialog } from './dialog.tsx';
import { changesBetween, mergeOrganisation, type Change } from './merge-organisation.ts';
import { MovedDossiers } from './moved-dossiers.tsx';
import { loadOrganisation, saveOrganisation, type ReadOrganisation } from './organisation-content.ts';
import type { OrganisationContent } from './organisation-document.ts';

interface Props {
  readonly base: ReadOrganisation;
  readonly edited: OrganisationContent;
  /** The edits now stand on what another has saved. */
  onMerged(base: ReadOrganisation, edited: OrganisationContent): void;
  onSaved(): void;
  onClose(): void;
}

export function SaveOrganisation({ base, edited, onMerged, onSaved, onClose }: Props) {
  const say = useSay();
  const queries = useQueryClient();
  const preview = useQuery({
    queryKey: ['organisation preview', edited],
    queryFn: () => api.postOrganisationPreviews({ body: edited as unknown as Record<string, unknown> }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const saving = useMutation({
    mutationFn: () => saveOrganisation(edited, base.revision),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onSaved();
    },
  });
  const isOvertaken = saving.error instanceof RequestRefused && saving.error.code === 'REVISION_CHANGED';
  return (
    <Dialog title={say('Xem trước rồi lưu', 'Look first, then save')} onClose={onClose} size="xl">
      <Stack>
        <Changes changes={changesBetween(base.content, edited)} />
        {preview.data !== undefined && <MovedDossiers preview={preview.data} />}
        {preview.isPending && (
          <Group gap="xs" role="status">
            <Loader size="xs" />
            <Text size="sm">{say('Đang xem các hồ sơ đang mở …', 'Looking at the open dossiers …')}</Text>
          </Group>
        )}
        {preview.isError && <Failed error={preview.error} retry={() => void preview.refetch()} />}
        {isOvertaken ? (
          <Overtaken
            base={base}
            edited={edited}
            onMerged={(theirs, merged) => {
              saving.reset();
              onMerged(theirs, merged);
            }}
          />
        ) : (
          saving.isError && <Failed error={saving.error} />
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {say('Quay lại sửa', 'Back to editing')}
          </Button>
          <Button disabled={!preview.isSuccess || isOvertaken} loading={saving.isPending} onClick={() => saving.mutate()}>
            {say('Lưu, có hiệu lực ngay', 'Save, in force at once')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const say = useSay();
  const kinds = { added: say('thêm', 'added'), changed: say('sửa', 'changed'), removed: say('xóa', 'removed') };
  const lists = { units: say('Đơn vị', 'Unit'), officers: say('Công chức', 'Officer'), calendars: say('Lịch', 'Calendar') };
  return (
    <List size="sm">
      {changes.slice(0, 12).map(({ list, id, name, kind }) => (
        <List.Item key={`${list} ${id}`}>
          {lists[list]} “{name}”: {kinds[kind]}
        </List.Item>
      ))}
      {changes.length > 12 && <List.Item>{say(`và ${changes.length - 12} thay đổi khác`, `and ${changes.length - 12} more`)}</List.Item>}
      {changes.length === 0 && <List.Item>{say('Thông tin chung', 'General information')}</List.Item>}
    </List>
  );
}

/** Somebody else has saved: their changes and ours are brought together, and looked at anew. */
function Overtaken({ base, edited, onMerged }: Pick<Props, 'base' | 'edited' | 'onMerged'>) {
  const say = useSay();
  const merging = useMutation({
    mutationFn: async () => {
      const theirs = await loadOrganisation();
      return { theirs, ...mergeOrganisation(base.content, edited, theirs.content) };
    },
  });
  const { data } = merging;
  return (
    <Alert color="orange" role="alert" title={say('Người khác vừa lưu sơ đồ tổ chức', 'Somebody else has just saved the organisation')}>
      <Stack gap="xs" align="start">
        {data === undefined ? (
          <Text size="sm">
            {say(
              'Thay đổi của bạn vẫn còn. Hãy đặt chúng lên bản mới của người kia rồi xem lại trước khi lưu.',
              'Your changes are still here. Put them onto the new one, then look again before saving.',
            )}
          </Text>
        ) : data.conflicts.length === 0 ? (
          <Text size="sm">{say('Không có mục nào cả hai cùng sửa.', 'Nothing was changed by both.')}</Text>
        ) : (
          <>
            <Text size="sm">{say('Cả hai cùng sửa; bản của bạn sẽ thay bản kia ở:', 'Changed by both; yours will stand for:')}</Text>
            <Changes changes={data.conflicts} />
          </>
        )}
        {merging.isError && <Failed error={merging.error} />}
        {data === undefined ? (
          <Button size="xs" loading={merging.isPending} onClick={() => merging.mutate()}>
            {say('Lấy bản mới', 'Get the new one')}
          </Button>
        ) : (
          <Button size="xs" onClick={() => onMerged(data.theirs, data.content)}>
            {say('Đặt thay đổi của tôi lên bản mới', 'Put my changes onto it')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
