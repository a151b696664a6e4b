/** Processes side by side of which an event subprocess may break one off: what it would have sent does not come. */
import type { Container, FlowNode } from '../model/types.ts';
import type { Decision } from './decide-net.ts';
import { isThrown, takesBack } from './throws-of.ts';

/** The starts of event subprocesses that break a container off when something comes from outside. */
export function breakingOff({ eventSubProcesses }: Container): FlowNode[] {
  return eventSubProcesses.flatMap(({ contents }) => {
    const [start] = contents!.startEvents;
    return start?.interrupting && !takesBack(contents) && !isThrown(start) ? [start] : [];
  });
}

export function mayBeBrokenOff(container: Container): boolean {
  return breakingOff(container).length > 0;
}

/** What is said of the whole runs, unless `broken`, where some process is broken off, finds another that cannot end, or was not decided. */
export function waitingFor(whole: Decision, broken: Decision): Decision {
  const { cannotComplete, isComplete, gaveUp } = broken;
  if (isComplete) return { ...whole, ...(cannotComplete && { cannotComplete }) };
  return { ...whole, isComplete, ...(gaveUp && { gaveUp }) };
}
