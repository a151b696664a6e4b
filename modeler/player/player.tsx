/** Plays a scenario on a diagram, step by step: tokens on the canvas, each step in words beside it. Works on the viewer and in the editor. */
import { ActionIcon, Group, Select, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ScenarioStep } from '../../engine/index.ts';
import { useSay } from '../i18n/say.tsx';
import { openTokenLayer } from './draw-tokens.ts';
import './player.css';
import { placesText, stepText } from './step-text.ts';
import { tokenFrames } from './token-frames.ts';
import { findIn, type Viewer } from './viewer.ts';

interface Props {
  /** bpmn-js with the diagram that the scenario was found in. */
  readonly viewer: Viewer;
  readonly scenario: readonly ScenarioStep[];
  /** What the run shows, told when it has reached its end: "the join waits for ever". */
  readonly ending?: string;
  /** Where it stands at first: at its beginning, or at its end. */
  readonly startAt?: 'first' | 'last';
}

/** Milliseconds between two steps at speed 1. */
const pace = 1_200;

export function Player({ viewer, scenario, ending, startAt = 'first' }: Props) {
  const say = useSay();
  const find = useMemo(() => findIn(viewer), [viewer]);
  const frames = useMemo(() => tokenFrames(scenario, find), [scenario, find]);
  const last = scenario.length;
  const [at, setAt] = useState(startAt === 'last' ? last : 0);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState('1');
  const layer = useMemo(() => openTokenLayer(viewer), [viewer]);
  const before = useRef(at);

  useEffect(() => setAt(startAt === 'last' ? last : 0), [scenario, startAt, last]);
  useEffect(() => () => layer.clear(), [layer]);
  useEffect(() => {
    const step = scenario[at - 1];
    const isForward = at === before.current + 1;
    before.current = at;
    layer.show(frames[at] ?? new Map(), {
      acting: step?.elementId,
      ...(isForward && step && { moved: step.producedFlows }),
      speed: Number(speed),
    });
  }, [layer, frames, scenario, at, speed]);
  useEffect(() => {
    if (!isPlaying) return;
    if (at >= last) {
      setIsPlaying(false);
      return;
    }
    const timer = setTimeout(() => setAt(at + 1), pace / Number(speed));
    return () => clearTimeout(timer);
  }, [isPlaying, at, last, speed]);

  const go = (to: number) => {
    setIsPlaying(false);
    setAt(Math.min(last, Math.max(0, to)));
  };
  const play = () => {
    if (at >= last) setAt(0);
    setIsPlaying(!isPlaying);
  };
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(to);
  };
  const step = scenario[at - 1];
  const told = step ? stepText(step, find, say) : say('Chưa có gì xảy ra.', 'Nothing has happened yet.');
  const buttons = [
    ['⏮', say('Về đầu', 'To the beginning'), () => go(0), at === 0],
    ['◀', say('Lùi một bước', 'One step back'), () => go(at - 1), at === 0],
    [isPlaying ? '⏸' : '▶', isPlaying ? say('Tạm dừng', 'Pause') : say('Chạy', 'Play'), play, last === 0],
    ['▶|', say('Tới một bước', 'One step forward'), () => go(at + 1), at === last],
    ['⏭', say('Đến cuối', 'To the end'), () => go(last), at === last],
  ] as const;

  return (
    <Stack gap={6} role="group" aria-label={say('Chạy lại từng bước', 'Play step by step')} onKeyDown={onKey}>
      <Group gap={4} wrap="nowrap">
        {buttons.map(([sign, label, act, isOff]) => (
          <ActionIcon
            key={label}
            variant="default"
            size="lg"
            aria-label={label}
            title={label}
            onClick={act}
            aria-disabled={isOff}
            data-disabled={isOff || undefined}
          >
            <span aria-hidden className="player-sign">
              {sign}
            </span>
          </ActionIcon>
        ))}
        <Text size="sm" ml={4} mr="auto">
          {at}/{last}
        </Text>
        <Select
          size="xs"
          w={90}
          aria-label={say('Tốc độ', 'Speed')}
          allowDeselect={false}
          value={speed}
          onChange={(value) => setSpeed(value ?? '1')}
          data={[
            { value: '0.5', label: say('× 0,5', '× 0.5') },
            { value: '1', label: '× 1' },
            { value: '2', label: '× 2' },
            { value: '4', label: '× 4' },
          ]}
        />
      </Group>
      <div role="status">
        <VisuallyHidden>{say(`Bước ${at} trên ${last}: `, `Step ${at} of ${last}: `)}</VisuallyHidden>
        <Text size="sm" fw={600} component="span">
          {told}
        </Text>
        {at === last && (
          <Text size="sm">
            {placesText(frames[at] ?? new Map(), find, say)} {ending}
          </Text>
        )}
      </div>
      <StepList scenario={scenario} at={at} go={go} text={(each) => stepText(each, find, say)} />
    </Stack>
  );
}

interface ListProps {
  readonly scenario: readonly ScenarioStep[];
  readonly at: number;
  go(to: number): void;
  text(step: ScenarioStep): string;
}

function StepList({ scenario, at, go, text }: ListProps) {
  const say = useSay();
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [at]);
  return (
    <ol className="player-steps" aria-label={say('Các bước', 'Steps')}>
      {scenario.map((step, index) => (
        <li key={step.n} ref={index + 1 === at ? current : undefined}>
          <UnstyledButton className="player-step" aria-current={index + 1 === at ? 'step' : undefined} onClick={() => go(index + 1)}>
            {step.n}. {text(step)}
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
