/** The deadline of the drawing as it is now, split by every policy. */
import { useEffect, useMemo, useState } from 'react';
import type { Moddle } from 'bpmn-moddle';
import {
  alternatives,
  modelOf,
  type Container,
  type Duration,
  type MeasuredStep,
  type ProcessModel,
  type Split,
} from '../../engine/index.ts';
import { measuredStepsOf } from '../checks/measured-steps.ts';
import type { Editor } from '../editor/editor.ts';
import { optionsOf, type SplitForm } from './split-form.ts';

export interface Splits {
  /** The process whose deadline is split; absent when none has one. */
  readonly process?: Container;
  readonly deadline?: Duration;
  readonly splits: readonly Split[];
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
  return modelOf(editor.definitions() as unknown as Moddle).model;
}

function splitsOf(model: ProcessModel | undefined, form: SplitForm, measured: readonly MeasuredStep[]): Splits {
  if (!model) return { splits: [], isCompiled: false };
  const process = [...model.processes.values()].find(({ procedure }) => (procedure?.deadlines.length ?? 0) > 0);
  const all = process?.procedure?.deadlines.filter(({ phase }) => phase === undefined) ?? [];
  const deadline = all.find(({ kind }) => kind === 'published') ?? all.find(({ kind }) => kind === 'legal');
  if (!process || !deadline) return { splits: [], isCompiled: true };
  return { process, deadline, splits: alternatives(model, optionsOf(form, deadline.unit, process.id, measured)), isCompiled: true };
}
