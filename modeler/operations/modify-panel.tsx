/** Moving a dossier by hand: what goes where, chosen from lists or on the diagram; what would happen; why; then done. */
import { Button, Group, List, Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../data/session.ts';
import { ReasonDialog } from '../dossier/reason-dialog.tsx';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { asked, fromLabel, instructionWords, toLabel, type Instruction, type Places } from './instruction.ts';
import { Sentences } from './sentences.tsx';

interface Props {
  readonly dossierId: string;
  readonly places: Places;
  /** An element or flow chosen on the diagram. */
  readonly selected: string | undefined;
  /** Loads the dossier as it has become. */
  readonly reload: () => Promise<unknown>;
}

export function ModifyPanel({ dossierId, places, selected, reload }: Props) {
  const say = useSay();
  const [what, setWhat] = useState<Instruction['do']>('move');
  const [left, setLeft] = useState<string | null>(null);
  const [right, setRight] = useState<string | null>(null);
  const [instructions, setInstructions] = useState<readonly Instruction[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [taken, setTaken] = useState<string>();
  if (selected !== undefined && selected !== taken) {
    setTaken(selected);
    const from = places.from.findIndex(({ elementId }) => elementId === selected);
    const to = places.to.findIndex(({ elementId }) => elementId === selected);
    if (from >= 0 && what !== 'add' && left === null) setLeft(String(from));
    else if (to >= 0) setRight(String(to));
  }
  const from = what === 'add' || left === null ? undefined : places.from[Number(left)];
  const to = what === 'remove' || right === null ? undefined : places.to[Number(right)];
  const isWhole = (what === 'add' || from !== undefined) && (what === 'remove' || to !== undefined);
  const preview = useQuery({
    queryKey: ['preview', 'modification', dossierId, places.revision, asked(instructions)],
    queryFn: () => api.postDossierModificationPreview({ params: { dossierId }, body: { instructions: asked(instructions) } }),
    enabled: instructions.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const add = () => {
    setInstructions([...instructions, { do: what, ...(from && { from }), ...(to && { to }) }]);
    setLeft(null);
    setRight(null);
  };
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={say('Làm gì', 'What to do')}
        value={what}
        onChange={(value) => setWhat(value as Instruction['do'])}
        data={[
          { value: 'move', label: say('Chuyển', 'Move') },
          { value: 'add', label: say('Thêm', 'Add') },
          { value: 'remove', label: say('Bỏ', 'Take away') },
        ]}
      />
      {what !== 'add' && (
        <Select
          label={say('Đang ở', 'Where it is')}
          placeholder={say('chọn, hoặc bấm trên sơ đồ', 'choose, or press on the diagram')}
          data={places.from.map((place, index) => ({ value: String(index), label: fromLabel(place, say) }))}
          value={left}
          onChange={setLeft}
          searchable
        />
      )}
      {what !== 'remove' && (
        <Select
          label={say('Đến trước', 'To before')}
          placeholder={say('chọn, hoặc bấm trên sơ đồ', 'choose, or press on the diagram')}
          data={places.to.map((place, index) => ({ value: String(index), label: toLabel(place, say) }))}
          value={right}
          onChange={setRight}
          searchable
        />
      )}
      <Group>
        <Button variant="default" disabled={!isWhole} onClick={add}>
          {say('Đưa vào danh sách', 'Put it on the list')}
        </Button>
      </Group>
      {instructions.length > 0 && (
        <List type="ordered" size="sm" spacing={6} aria-label={say('Sẽ làm', 'To be done')}>
          {instructions.map((instruction, index) => (
            <List.Item key={`${index} ${instructionWords(instruction, say)}`}>
              <Group gap="xs">
                <Text size="sm">{instructionWords(instruction, say)}</Text>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={say(`Bỏ mục ${index + 1} khỏi danh sách`, `Remove item ${index + 1} from the list`)}
                  onClick={() => setInstructions(instructions.filter((_, place) => place !== index))}
                >
                  {say('bỏ', 'remove')}
                </Button>
              </Group>
            </List.Item>
          ))}
        </List>
      )}
      {preview.error && <Failed error={preview.error} />}
      {instructions.length > 0 && preview.data && <Sentences {...preview.data} />}
      <Group>
        <Button
          disabled={instructions.length === 0 || preview.isPlaceholderData || preview.data?.problems.length !== 0}
          onClick={() => setAsking(true)}
        >
          {say('Thực hiện …', 'Do it …')}
        </Button>
      </Group>
      {isAsking && (
        <ReasonDialog
          title={say('Chuyển bước', 'Move by hand')}
          explanation={say(
            'Phần bị bỏ dừng dở dang; phần mới bắt đầu ngay. Việc này được ghi vào lịch sử và nhật ký.',
            'What is given up stops unfinished; what is new begins at once. The history and the audit log keep it.',
          )}
          isReasonNeeded
          act={async ({ reason }) => {
            await api.postDossierModification({
              params: { dossierId },
              body: { instructions: asked(instructions), reason },
              // of what was looked at, not of what has come since
              ifRevision: places.revision,
            });
            // what is pressed on the diagram next is meant of where it is then
            await reload();
          }}
          close={() => setAsking(false)}
          done={() => {
            setAsking(false);
            setInstructions([]);
          }}
        />
      )}
    </Stack>
  );
}
