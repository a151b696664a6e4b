/** What can be done with an appraisal now; what cannot is there too, with the reason in words. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../i18n/say.tsx';
import { ActDialog } from './act-dialog.tsx';
import { offeredAct } from './perform-act.ts';
import type { Act, Appraisal, Duties } from './types.ts';
import { hindranceWord, waitsFor } from './words.ts';

interface Props {
  readonly appraisal: Appraisal;
  readonly duties: Duties;
  /** What stands in the way although the person may: `{ pass: 'two errors …' }`. */
  readonly obstacles?: Readonly<Partial<Record<Act, string>>>;
  /** Only these; all when absent. */
  readonly acts?: readonly Act[];
  readonly done: () => Promise<unknown>;
}

export function ActBar({ appraisal, duties, obstacles = {}, acts, done }: Props) {
  const say = useSay();
  const [open, setOpen] = useState<Act>();
  const offered = duties.acts.filter(({ act }) => acts === undefined || acts.includes(act));
  // of what no role permits nothing is offered: it waits for somebody else, and that is said
  const shown = offered.filter(({ why }) => why !== 'noPermission');
  const reasons = shown.flatMap(({ act, may, ...duty }) => {
    const label = offeredAct(act, say)?.label ?? act;
    const text = may ? obstacles[act] : hindranceWord({ may, ...duty }, say);
    return text === undefined ? [] : [{ act, label, text }];
  });
  const dialog = open && offeredAct(open, say);
  const wait = waitsFor(appraisal.state, say);
  return (
    <Stack gap={6}>
      <Group gap="xs">
        {shown.map(({ act }) => {
          const { label, tone } = offeredAct(act, say) ?? { label: act, tone: 'default' };
          const isOff = reasons.some((each) => each.act === act);
          return (
            <Button
              key={act}
              variant={tone}
              disabled={isOff}
              {...(isOff && { 'aria-describedby': `why-${appraisal.appraisalId}-${act}` })}
              onClick={() => setOpen(act)}
            >
              {label}
            </Button>
          );
        })}
        {shown.every(({ may }) => !may) && wait !== undefined && <Text size="sm">{wait}</Text>}
      </Group>
      {reasons.map(({ act, label, text }) => (
        <Text key={act} size="sm" id={`why-${appraisal.appraisalId}-${act}`}>
          <b>{say(`Chưa bấm được “${label}”:`, `“${label}” cannot be pressed:`)}</b> {text}
        </Text>
      ))}
      {open && dialog && (
        <ActDialog
          title={`${dialog.label}: ${appraisal.title}`}
          about={dialog.about}
          fields={dialog.fields}
          confirm={dialog.label}
          act={async (values) => {
            await dialog.perform(appraisal, values);
            await done();
          }}
          close={() => setOpen(undefined)}
        />
      )}
    </Stack>
  );
}
