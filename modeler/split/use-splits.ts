/** The deadline of the drawing as it is now, split by every policy. */
import { useEffect, useMemo, useState } from 'react';
import type { Moddle } from 'bpmn-moddle';
import {
  alternatives,
  modelOf,
  splitDeadline,
  type Container,
  type Duration,
  type MeasuredStep,
  type ProcessModel,
  type Split,
} from '../../engine/index.ts';
import { measuredStepsOf } from '../checks/measured-steps.ts';
import type { Editor } from '../editor/editor.ts';
import { assumedMinutes, optionsOf, type SplitForm } from './split-form.ts';

export interface Splits {
  /** The process whose deadline is split; absent when none has one. */
  readonly process?: Container;
  readonly deadline?: Duration;
  readonly splits: readonly Split[];
  /** Phases of the procedure that have a deadline of their own; whether the whole has one. */
  readonly phases: readonly string[];
  readonly hasWhole: boolean;
  /** Minutes that steps without a time are taken to need, by their ids. */
  readonly assumed: Readonly<Record<string, number>>;
  /** False: the drawing cannot be read as it is. */
  readonly isCompiled: boolean;
}

export function useSplits(editor: Editor, form: SplitForm): Splits {
  const [model, setModel] = useState(() => compile(editor));
  useEffect(() => editor.onChange(() => setModel(compile(editor))), [editor]);
  const [measured, setMeasured] = useState<readonly MeasuredStep[]>([]);
  useEffect(() => {
    let isGone = false;
    void measuredStepsOf(editor).then((steps) => isGone || setMeasured(steps));
    return () => {
      isGone = true;
    };
  }, [editor]);
  return useMemo(() => splitsOf(model, form, measured), [model, form, measured]);
}

function compile(editor: Editor): ProcessModel | undefined {
  return modelOf(editor.definitions() as unknown as Moddle, undefined, editor.decisions).model;
}

function splitsOf(model: ProcessModel | undefined, form: SplitForm, measured: readonly MeasuredStep[]): Splits {
  if (!model) return { splits: [], phases: [], hasWhole: false, assumed: {}, isCompiled: false };
  const process = [...model.processes.values()].find(({ procedure }) => (procedure?.deadlines.length ?? 0) > 0);
  const all = process?.procedure?.deadlines ?? [];
  const phases = [...new Set(all.flatMap(({ phase }) => phase ?? []))];
  const own = all.filter(({ phase }) => phase === form.phase);
  const deadline = own.find(({ kind }) => kind === 'published') ?? own.find(({ kind }) => kind === 'legal');
  const hasWhole = all.some(({ phase, kind }) => phase === undefined && (kind === 'published' || kind === 'legal'));
  if (!process || !deadline) return { splits: [], phases, hasWhole, assumed: {}, isCompiled: true };
  const known = splitDeadline(model, optionsOf(form, deadline.unit, process.id));
  const unknown = known.approximations.find(({ code }) => code === 'NO_FIGURES')?.elements ?? [];
  const minutes = assumedMinutes(
    known.steps.map(({ expectedMinutes }) => expectedMinutes),
    unknown.length,
    deadline,
  );
  const assumed = form.isForAll ? Object.fromEntries(unknown.map((id) => [id, minutes])) : {};
  return {
    process,
    deadline,
    phases,
    hasWhole,
    assumed,
    splits: alternatives(model, optionsOf(form, deadline.unit, process.id, assumed, measured)),
    isCompiled: true,
  };
}
