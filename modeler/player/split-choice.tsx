/** Which branches a trial run takes at one place. */
import { Checkbox, Group, Radio } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';
import { nameOf } from './step-text.ts';
import type { FindElement, TreeElement } from './tree-element.ts';
import type { SplitAhead } from './trial.ts';

interface Props {
  readonly split: SplitAhead;
  readonly find: FindElement;
  readonly value: readonly string[];
  onChange(flows: readonly string[]): void;
}

export function SplitChoice({ split, find, value, onChange }: Props) {
  const say = useSay();
  const label = say(
    `Tại ${nameOf(find(split.elementId), split.elementId, say)} đi`,
    `At ${nameOf(find(split.elementId), split.elementId, say)} take`,
  );
  const textOf = (id: string) => {
    const flow = find(id);
    const target = flow?.targetRef as TreeElement | undefined;
    return flow?.name ?? say(`tới ${nameOf(target, target?.id ?? id, say)}`, `to ${nameOf(target, target?.id ?? id, say)}`);
  };
  if (split.isOne)
    return (
      <Radio.Group size="xs" label={label} value={value[0] ?? ''} onChange={(flow) => onChange([flow])}>
        <Group gap="xs">
          {split.flows.map(({ id }) => (
            <Radio key={id} value={id} size="xs" label={textOf(id)} />
          ))}
        </Group>
      </Radio.Group>
    );
  return (
    <Checkbox.Group size="xs" label={label} value={[...value]} onChange={(flows) => flows.length > 0 && onChange(flows)}>
      <Group gap="xs">
        {split.flows.map(({ id }) => (
          <Checkbox key={id} value={id} size="xs" label={textOf(id)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
