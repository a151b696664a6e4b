/** A task done: its form filled in, checked here and by the service. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMemo, useState, type SubmitEvent } from 'react';
import { RequestRefused } from '../../api/client.ts';
import { api } from '../data/session.ts';
import { checkValues } from '../forms/check-values.ts';
import { readForm } from '../forms/form-fields.ts';
import { FormView } from '../forms/form-view.tsx';
import { refusedFields } from '../forms/refused-fields.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { AddDocument } from './add-document.tsx';
import { useAct } from './use-act.ts';
import { useMe } from './use-me.ts';

type TaskDetail = Awaited<ReturnType<typeof api.getTask>>;

interface Props {
  readonly task: TaskDetail;
  readonly title: string;
  readonly close: () => void;
}

export function CompleteDialog({ task, title, close }: Props) {
  const say = useSay();
  const me = useMe();
  const { dossierId, elementKey, form, variables, revision } = task;
  const fields = useMemo(() => (form ? readForm(form.schema).fields : []), [form]);
  // personal data are references here, and are not shown to be changed by chance
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(() =>
    Object.fromEntries(
      fields.flatMap(({ name, isPersonal }) => (isPersonal || variables[name] === undefined ? [] : [[name, variables[name]]])),
    ),
  );
  const [isTried, setTried] = useState(false);
  const known = useMemo(() => new Set(Object.keys(variables)), [variables]);
  const mistakes = checkValues(fields, values, known);
  const { mutate, isPending, error } = useAct(
    () => api.postTaskCompletion({ params: { dossierId, elementKey }, body: { variables: values } as never, ifRevision: revision }),
    close,
  );
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(mistakes).length === 0) mutate();
  };
  const refused = refusedFields(error);
  const shown = {
    ...(isTried && Object.fromEntries(Object.entries(mistakes).map(([name, [vi, en]]) => [name, say(vi, en)]))),
    ...refused,
  };
  const isOutdated = error instanceof RequestRefused && error.code === 'REVISION_CHANGED';
  return (
    <Modal
      opened
      // a locked page would need a style element of its own
      lockScroll={false}
      size="lg"
      onClose={close}
      title={`${say('Hoàn thành', 'Complete')}: ${title}`}
      closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
    >
      <form onSubmit={send} noValidate>
        <Stack>
          {isOutdated ? (
            <Text role="alert" fw={600}>
              {say(
                'Hồ sơ vừa thay đổi. Hãy xem lại rồi bấm lần nữa.',
                'The dossier has just changed. Look at it again and press once more.',
              )}
            </Text>
          ) : (
            error && Object.keys(refused).length === 0 && <Failed error={error} />
          )}
          {fields.some(({ name, isPersonal }) => isPersonal && known.has(name)) && (
            <Text size="sm">
              {say(
                'Dữ liệu cá nhân đã có trong hồ sơ không hiện lại ở đây; chỉ điền ô nào cần sửa.',
                'Personal data that the dossier has already are not shown here; fill in only what has to be changed.',
              )}
            </Text>
          )}
          {form ? (
            <FormView schema={form.schema} values={values} onChange={setValues} mistakes={shown} known={known} />
          ) : (
            <Text size="sm">{say('Việc này không có biểu mẫu.', 'This task has no form.')}</Text>
          )}
          {me.may('documents:write') && (
            <details>
              <summary>{say('Tài liệu kèm theo', 'Documents')}</summary>
              <AddDocument dossierId={dossierId} />
            </details>
          )}
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {say('Thôi', 'Not now')}
            </Button>
            <Button type="submit" loading={isPending}>
              {say('Hoàn thành', 'Complete')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
