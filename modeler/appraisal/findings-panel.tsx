/** All findings, those in the way first; chosen here they show on the diagram, chosen there they show here. */
import { Button, Group, NativeSelect, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { FindingCard } from './finding-card.tsx';
import type { Appraisal, Duties, Finding } from './types.ts';

interface Props {
  readonly appraisal: Appraisal;
  readonly duties: Duties;
  /** In the order of their numbers, which stay as they are; shown are those in the way first. */
  readonly findings: readonly Finding[];
  readonly nameOf: (elementId: string) => string;
  readonly element: string | undefined;
  readonly selectElement: (elementId: string | undefined) => void;
  readonly open: string | undefined;
  readonly setOpen: (findingId: string | undefined) => void;
  readonly playable: (finding: Finding) => (() => void) | undefined;
  readonly done: () => Promise<unknown>;
}

const ranks = { error: 0, warning: 1, info: 2 } as const;

export function FindingsPanel({ appraisal, duties, findings, nameOf, element, selectElement, open, setOpen, playable, done }: Props) {
  const say = useSay();
  const [isAll, setAll] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const isSettled = ({ state }: Finding) => state === 'resolved' || state === 'accepted' || state === 'overridden';
  const here = element === undefined ? findings : findings.filter(({ elements }) => elements.includes(element));
  const shown = here
    .filter((finding) => isAll || !isSettled(finding) || finding.findingId === open)
    .toSorted((a, b) => Number(b.blocks) - Number(a.blocks) || ranks[a.severity] - ranks[b.severity]);
  const settled = here.filter(isSettled).length;
  const review = duties.acts.find(({ act }) => act === 'pass');
  const canAdd = appraisal.state === 'underAppraisal' && review?.may === true;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Switch
          checked={isAll}
          onChange={(event) => setAll(event.currentTarget.checked)}
          label={say(`Cả nhận xét đã xử lý (${settled})`, `Settled ones too (${settled})`)}
        />
        {canAdd && !isAdding && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {say('+ Nêu nhận xét', '+ Add a finding')}
          </Button>
        )}
      </Group>
      {element !== undefined && (
        <Group gap="xs">
          <Text size="sm">{say(`Chỉ nhận xét tại “${nameOf(element)}”.`, `Only findings at “${nameOf(element)}”.`)}</Text>
          <Button size="compact-sm" variant="default" onClick={() => selectElement(undefined)}>
            {say('Bỏ lọc', 'Show all')}
          </Button>
        </Group>
      )}
      {isAdding && (
        <NewFinding appraisalId={appraisal.appraisalId} element={element} nameOf={nameOf} close={() => setAdding(false)} done={done} />
      )}
      {shown.length === 0 && (
        <Text size="sm">
          {here.length === 0
            ? say('Không có nhận xét nào.', 'There are no findings.')
            : say('Mọi nhận xét đã được xử lý.', 'All findings are settled.')}
        </Text>
      )}
      {shown.map((finding) => (
        <FindingCard
          key={finding.findingId}
          finding={finding}
          number={findings.indexOf(finding) + 1}
          state={appraisal.state}
          duties={duties}
          nameOf={nameOf}
          isOpen={finding.findingId === open}
          toggle={() => {
            const isClosing = finding.findingId === open;
            setOpen(isClosing ? undefined : finding.findingId);
          }}
          selectElement={selectElement}
          play={playable(finding)}
          done={done}
        />
      ))}
    </Stack>
  );
}

interface NewProps {
  readonly appraisalId: string;
  readonly element: string | undefined;
  readonly nameOf: (elementId: string) => string;
  readonly close: () => void;
  readonly done: () => Promise<unknown>;
}

function NewFinding({ appraisalId, element, nameOf, close, done }: NewProps) {
  const say = useSay();
  const [message, setMessage] = useState('');
  const [severity, setSeverity] = useState<'error' | 'warning' | 'info'>('warning');
  const [law, setLaw] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await api.postAppraisalFindings({
        params: { appraisalId },
        body: {
          message: message.trim(),
          severity,
          ...(element !== undefined && { elements: [element] }),
          ...(law.trim() !== '' && { law: law.trim() }),
        },
      });
      await done();
      close();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(event) => void send(event)} className="finding">
      <Stack gap="xs" p={10}>
        <Text size="sm">
          {element === undefined
            ? say(
                'Về cả thủ tục. Bấm một bước trên sơ đồ để gắn nhận xét vào bước đó.',
                'About the whole procedure. Choose a step on the diagram to pin it there.',
              )
            : say(`Về “${nameOf(element)}”.`, `About “${nameOf(element)}”.`)}
        </Text>
        <Textarea
          label={say('Nhận xét', 'Finding')}
          required
          autosize
          minRows={2}
          maxLength={2000}
          data-autofocus
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <Group grow>
          <NativeSelect
            label={say('Mức độ', 'Severity')}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value as typeof severity)}
            data={[
              { value: 'error', label: say('Lỗi – chặn kết luận đạt', 'Error – in the way') },
              { value: 'warning', label: say('Cảnh báo', 'Warning') },
              { value: 'info', label: say('Lưu ý', 'Note') },
            ]}
          />
          <TextInput
            label={say('Căn cứ (nếu có)', 'Basis (if any)')}
            maxLength={500}
            value={law}
            onChange={(event) => setLaw(event.currentTarget.value)}
          />
        </Group>
        {error !== undefined && <Failed error={error} />}
        <Group justify="end" gap="xs">
          <Button size="xs" variant="default" onClick={close}>
            {say('Thôi', 'Cancel')}
          </Button>
          <Button size="xs" type="submit" loading={isBusy}>
            {say('Ghi nhận xét', 'Keep the finding')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
