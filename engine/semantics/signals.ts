/** Signals reach everyone who waits at the instant of the throw; those who come later never (ADR 0020). */
import type { FlowNode } from '../model/types.ts';
import { signalCatchers } from './messages.ts';
import { defer, emit, type Run } from './run.ts';
import type { ElementKey, Variables } from './state.ts';

/** Receivers of this dossier are fixed now and triggered when the command's branches have come to rest; other dossiers get the event after commit. `except`: who has it already. */
export function throwSignal(run: Run, node: FlowNode, name: string, variables: Variables, except: readonly ElementKey[] = []): void {
  emit(run, { type: 'signalThrown', elementId: node.id, name, variables });
  for (const { key } of signalCatchers(run.state, name)) if (!except.includes(key)) defer(run, { do: 'trigger', key, variables });
}
