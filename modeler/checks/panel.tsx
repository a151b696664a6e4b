/** Side panel: everything the checks have found, with the way to it, why it matters, a run that shows it, and a quick fix where one is known. */
import { Badge, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Editor } from '../editor/editor.ts';
import { useSay } from '../i18n/say.tsx';
import { Empty, Failed } from '../parts/states.tsx';
import { canvasOf, registryOf } from '../player/viewer.ts';
import { FindingItem } from './finding-item.tsx';
import { countsOf, severities, type Found, type Severity } from './found.ts';
import { checksOf, useChecks, type CheckMode, type ChecksState } from './live-checks.ts';

const colours: Readonly<Record<Severity, string>> = { error: 'red', warning: 'orange', info: 'blue' };

export default function ChecksPanel({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const checks = checksOf(editor);
  const { found, status, mode, failure } = useChecks(editor);
  const [current, setCurrent] = useState<string>();
  const [played, setPlayed] = useState<Found>();
  const items = useRef(new Map<string, HTMLLIElement>());
  const counts = countsOf(found);
  const names: Readonly<Record<Severity, string>> = {
    error: say('Lỗi', 'Errors'),
    warning: say('Cảnh báo', 'Warnings'),
    info: say('Lưu ý', 'Notes'),
  };

  const choose = (each: Found, elementId = each.elements[0]) => {
    setCurrent(each.key);
    jumpTo(editor, elementId);
  };
  const move = (by: number) => {
    if (found.length === 0) return;
    const at = found.findIndex(({ key }) => key === current);
    const next = found[(at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by + found.length) % found.length]!;
    choose(next);
    items.current.get(next.key)?.focus();
  };
  const mover = useRef(move);
  mover.current = move;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      mover.current(event.shiftKey ? -1 : 1);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <Stack gap="xs" p="xs">
      <Group gap="xs" justify="space-between">
        <Text size="sm" role="status">
          {statusText(status, found.length, say)}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => checks.run()}>
          {say('Kiểm tra lại', 'Check again')}
        </Button>
      </Group>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('Khi nào kiểm tra', 'When to check')}
        value={mode}
        onChange={(value) => checks.choose(value as CheckMode)}
        data={[
          { value: 'always', label: say('Luôn kiểm tra', 'Always') },
          { value: 'pause', label: say('Khi ngừng vẽ', 'When I pause') },
          { value: 'demand', label: say('Khi tôi bấm', 'On demand') },
        ]}
      />
      {status === 'failed' && <Failed error={new Error(failure)} retry={() => checks.run()} />}
      <Group gap="xs">
        {severities.map((severity) => (
          <Badge key={severity} color={colours[severity]} variant="outline" tt="none">
            {names[severity]}: {counts[severity]}
          </Badge>
        ))}
        <Group gap={4} ml="auto">
          <Button size="compact-xs" variant="default" onClick={() => move(-1)} title="Shift+F8">
            {say('Trước', 'Previous')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => move(1)} title="F8">
            {say('Sau', 'Next')}
          </Button>
        </Group>
      </Group>
      {found.length === 0 && status === 'done' && (
        <Empty>{say('Không phát hiện gì: bản vẽ chạy được và kịp thời hạn.', 'Nothing found: it can run and keeps its deadline.')}</Empty>
      )}
      {severities
        .filter((severity) => counts[severity] > 0)
        .map((severity) => (
          <section key={severity} aria-label={names[severity]}>
            <Title order={2} size="h6" mb={4}>
              {names[severity]}
            </Title>
            <ul className="findings">
              {found
                .filter((each) => each.severity === severity)
                .map((each) => (
                  <FindingItem
                    key={each.key}
                    editor={editor}
                    found={each}
                    isCurrent={each.key === current}
                    played={each.key === played?.key ? played : undefined}
                    onChoose={(elementId) => choose(each, elementId)}
                    onPlay={() => setPlayed(each.key === played?.key ? undefined : each)}
                    keep={(item) => {
                      if (item) items.current.set(each.key, item);
                      else items.current.delete(each.key);
                    }}
                  />
                ))}
            </ul>
          </section>
        ))}
    </Stack>
  );
}

/** Shows the element on the canvas and chooses it. */
function jumpTo(editor: Editor, elementId: string | undefined): void {
  const element = elementId === undefined ? undefined : registryOf(editor.modeler).get(elementId);
  if (!element) return;
  const canvas = canvasOf(editor.modeler);
  const root = canvas.findRoot(element);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  if (root !== element) canvas.scrollToElement(element, 100);
  editor.select(element.id);
}

function statusText(status: ChecksState['status'], count: number, say: (vi: string, en: string) => string): string {
  switch (status) {
    case 'waiting':
    case 'running':
      return say('Đang kiểm tra …', 'Checking …');
    case 'outdated':
      return say('Bản vẽ đã đổi, chưa kiểm tra lại.', 'The drawing has changed since the last check.');
    case 'failed':
      return say('Kiểm tra không chạy được.', 'The checks could not be run.');
    case 'done':
      return say(`Đã kiểm tra: ${count} phát hiện.`, `Checked: ${count} findings.`);
  }
}
