/** The checks of one editor: when they run, what they have said, and who wants to know. One for an editor, shared by the panel, the card and the canvas. */
import { useSyncExternalStore } from 'react';
import type { Editor } from '../editor/editor.ts';
import { foundIn, type CheckResult, type Found } from './found.ts';
import type { MeasuredStep } from '../../engine/index.ts';
import { measuredStepsOf } from './measured-steps.ts';
import { plainOf } from './plain-tree.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** At every change, when drawing pauses, or only when asked. */
export type CheckMode = 'always' | 'pause' | 'demand';

export interface ChecksState {
  readonly mode: CheckMode;
  /** `outdated`: the drawing has changed since and nobody has asked. */
  readonly status: 'waiting' | 'running' | 'done' | 'outdated' | 'failed';
  readonly result: CheckResult;
  readonly found: readonly Found[];
  readonly failure?: string;
}

export interface LiveChecks {
  current(): ChecksState;
  subscribe(listener: () => void): () => void;
  choose(mode: CheckMode): void;
  run(): void;
}

/** Milliseconds after the last change. */
const delays = { always: 60, pause: 1_500 } as const;
/** Milliseconds of one step after which its worker is given up for a newer drawing. */
const patience = 700;
const kept = 'taicho.checks.mode';
const known = new WeakMap<Editor, LiveChecks>();

/** The checks of an editor; they end with it. */
export function checksOf(editor: Editor): LiveChecks {
  let checks = known.get(editor);
  if (!checks) known.set(editor, (checks = openChecks(editor)));
  return checks;
}

export function useChecks(editor: Editor): ChecksState {
  const checks = checksOf(editor);
  return useSyncExternalStore(checks.subscribe, checks.current);
}

function openChecks(editor: Editor): LiveChecks {
  let state: ChecksState = { mode: keptMode(), status: 'waiting', result: {}, found: [] };
  let worker: Worker | undefined;
  let number = 0;
  /** Of the job that the worker is at, when it last said something. */
  let heardAt: number | undefined;
  let gathered: CheckResult = {};
  let measured: readonly MeasuredStep[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const change = (next: Partial<ChecksState>) => {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  };

  const hear = ({ data }: MessageEvent<FromWorker>) => {
    if (data.number !== number) return;
    heardAt = performance.now();
    if ('failure' in data) {
      heardAt = undefined;
      change({ status: 'failed', failure: data.failure });
      return;
    }
    if ('done' in data) {
      heardAt = undefined;
      change({ status: 'done' });
      return;
    }
    gathered = { ...gathered, ...data.part };
    // what is not known yet of this drawing is shown as it was of the one before, but for a file that cannot be read at all
    const result = gathered.isCompiled === false ? gathered : { ...state.result, ...gathered };
    change({ result, found: foundIn(result) });
  };
  const open = () => {
    const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    made.addEventListener('message', hear);
    made.addEventListener('error', ({ message }) => change({ status: 'failed', failure: message }));
    made.postMessage({ organisation: editor.organisation } satisfies ToWorker);
    return made;
  };
  const run = () => {
    clearTimeout(timer);
    if (heardAt !== undefined && performance.now() - heardAt > patience) {
      worker?.terminate();
      worker = undefined;
    }
    worker ??= open();
    gathered = {};
    number++;
    heardAt = performance.now();
    const { failure: _, ...rest } = state;
    state = rest;
    change({ status: 'running' });
    worker.postMessage({
      number,
      tree: plainOf(editor.definitions()),
      forms: editor.content.forms as Readonly<Record<string, object>>,
      ...(editor.content.decisions && { decisions: editor.content.decisions }),
      firstDate: today(),
      ...(measured.length > 0 && { measured }),
    } satisfies ToWorker);
  };
  const plan = () => {
    clearTimeout(timer);
    if (state.mode === 'demand') change({ status: 'outdated' });
    else timer = setTimeout(run, delays[state.mode]);
  };
  editor.onChange(plan);
  editor.modeler.on('diagram.destroy', () => {
    clearTimeout(timer);
    worker?.terminate();
  });
  timer = setTimeout(run);
  void measuredStepsOf(editor).then((steps) => {
    measured = steps;
    if (steps.length > 0) plan();
  });

  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    choose(mode) {
      try {
        localStorage.setItem(kept, mode);
      } catch {
        // private windows forget: the choice holds for this page
      }
      change({ mode });
      if (mode !== 'demand' && state.status === 'outdated') run();
    },
    run,
  };
}

function keptMode(): CheckMode {
  try {
    const mode = localStorage.getItem(kept);
    return mode === 'pause' || mode === 'demand' ? mode : 'always';
  } catch {
    return 'always';
  }
}

/** The day it is in Vietnam. */
function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}
