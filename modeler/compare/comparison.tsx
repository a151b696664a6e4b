/** A whole comparison: drawings, changes in words, figures. */
import { Group, SegmentedControl, Stack, Tabs, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Finding } from '../../engine/index.ts';
import { useSay } from '../i18n/say.tsx';
import { budgetsOf } from './budgets-of.ts';
import { ChangeList } from './change-list.tsx';
import { compareSides } from './compare-sides.ts';
import { BudgetsTable, MeasuresTable } from './difference-tables.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { Legend } from './legend.tsx';
import { sideName, type LoadedSide } from './load-side.ts';
import type { Drawn } from './drawn-of.ts';
import type { Side } from './side.ts';
import { TwoCanvases } from './two-canvases.tsx';

interface ShownSide {
  readonly side: Side;
  readonly loaded: LoadedSide;
  /** Undefined: still asked; null: the checker may not be asked. */
  readonly findings: readonly Finding[] | null | undefined;
}

export function ComparisonView({ before, after }: { readonly before: ShownSide; readonly after: ShownSide }) {
  const say = useSay();
  const [mode, setMode] = useState<'side' | 'over'>('side');
  const [at, setAt] = useState<number>();
  const [element, setElement] = useState<string>();
  const compared = useMemo(() => {
    const [then, now] = [before.findings, after.findings];
    const both = then && now;
    return compareSides({ ...before.loaded, ...(both && { findings: then }) }, { ...after.loaded, ...(both && { findings: now }) });
  }, [before.loaded, before.findings, after.loaded, after.findings]);
  const sides = useMemo(
    () => ({
      before: { ...canvasSide(before, say), differences: compared.before },
      after: { ...canvasSide(after, say), differences: compared.after },
    }),
    [before, after, compared, say],
  );
  const { model: was } = before.loaded;
  const { model: is } = after.loaded;
  const budgets = useMemo(() => (was && is ? budgetsOf(was, is) : []), [was, is]);
  const go = (index: number) => {
    setAt(index);
    setElement(compared.changes[index]?.elements[0]);
  };
  const choose = (elementId: string) => {
    setElement(elementId);
    const index = compared.changes.findIndex(({ elements }) => elements[0] === elementId);
    setAt(index < 0 ? undefined : index);
  };
  const problems = [before, after].flatMap(({ loaded, side }) =>
    loaded.model
      ? []
      : [{ name: sideName(side, say), text: loaded.problems.map(({ message, messageEn }) => say(message, messageEn)).join(' · ') }],
  );
  return (
    <Stack gap="md">
      {problems.map(({ name, text }) => (
        <Text key={name} size="sm" role="note">
          <b>{say(`${name} chưa chạy được, nên chỉ so được bản vẽ.`, `${name} cannot run yet, so only the drawing is compared.`)}</b> {text}
        </Text>
      ))}
      <Group justify="space-between">
        <SegmentedControl
          aria-label={say('Cách xem', 'View')}
          value={mode}
          onChange={(value) => setMode(value as 'side' | 'over')}
          data={[
            { value: 'side', label: say('Cạnh nhau', 'Side by side') },
            { value: 'over', label: say('Chồng lên nhau', 'Overlaid') },
          ]}
        />
        <Legend />
      </Group>
      <TwoCanvases {...sides} mode={mode} selected={element} onSelect={choose} height={mode === 'over' ? 560 : 440} />
      <Tabs defaultValue="changes" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="changes">{say(`Thay đổi (${compared.changes.length})`, `Changes (${compared.changes.length})`)}</Tabs.Tab>
          <Tabs.Tab value="figures">{say('Thời hạn và số đo', 'Deadline and figures')}</Tabs.Tab>
          <Tabs.Tab value="budgets">{say('Thời gian từng bước', 'Time of each step')}</Tabs.Tab>
          <Tabs.Tab value="elsewhere">{say('Ở nơi khác', 'Elsewhere')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="changes" pt="sm">
          <ChangeList changes={compared.changes} at={at} go={go} />
          <RiskNote before={before.findings} after={after.findings} />
        </Tabs.Panel>
        <Tabs.Panel value="figures" pt="sm" maw={900}>
          <MeasuresTable measures={compared.measures} />
        </Tabs.Panel>
        <Tabs.Panel value="budgets" pt="sm" maw={900}>
          <BudgetsTable rows={budgets} onSelect={choose} />
        </Tabs.Panel>
        <Tabs.Panel value="elsewhere" pt="sm">
          {is ? (
            <Elsewhere side={after.side} model={is} />
          ) : (
            <Text size="sm">{say('Bản sau chưa chạy được.', 'The version after cannot run yet.')}</Text>
          )}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function RiskNote({ before, after }: { readonly before: ShownSide['findings']; readonly after: ShownSide['findings'] }) {
  const say = useSay();
  if (before === null || after === null)
    return (
      <Text size="sm" mt="xs">
        {say(
          'Lỗi và cảnh báo không được so: bạn không có quyền xem báo cáo kiểm tra.',
          'Errors and warnings are not compared: you may not read the reports of the checker.',
        )}
      </Text>
    );
  if (before === undefined || after === undefined)
    return (
      <Text size="sm" mt="xs" role="status">
        {say('Đang kiểm tra hai bản để so lỗi và cảnh báo …', 'Both are being checked to compare errors and warnings …')}
      </Text>
    );
  return undefined;
}

const canvasSide = ({ side, loaded }: ShownSide, say: (vi: string, en: string) => string) => ({
  xml: loaded.xml,
  title: `${sideName(side, say)} – ${loaded.title}`,
  shapes: new Set([...loaded.drawn.values()].filter(({ at }: Drawn) => at !== undefined).map(({ id }) => id)),
});
