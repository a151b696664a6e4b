/** Each container of a model decided by itself, inner ones first: a subprocess is one element to what is around it, with the ways in which its contents can end. */
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';
import { collapseBlocks, type Collapsed } from './collapse-blocks.ts';
import { compileNet } from './compile-net.ts';
import type { CompileOptions } from './compile-options.ts';
import { decideNet, soundAtOnce, undecidedNet, type Decision } from './decide-net.ts';
import { liftBlocks } from './lift-blocks.ts';
import { notFollowed } from './not-followed.ts';
import { leavesOwnBranch, repeatingEvents } from './own-branch.ts';
import type { SearchLimits } from './search-net.ts';
import { piledMessages } from './piled-messages.ts';
import { startedAgain } from './started-again.ts';
import { mayBeBrokenOff, waitingFor } from './broken-off.ts';
import { isThrown, takesBack, throwsOf, type Throw, type Throws } from './throws-of.ts';
import type { TokenNet } from './token-net.ts';

export interface ContainerSoundness {
  readonly container: Container;
  /** Compiled when it is asked for. */
  readonly net: TokenNet;
  readonly decision: Decision;
  /** It is sound and everything in it can happen: the live transitions are those of a net without its blocks. */
  readonly plain?: TokenNet;
  /** An end can be reached. */
  readonly canComplete: boolean;
  /** Throws that may leave it. */
  readonly thrown: readonly Throw[];
}

export interface Decided {
  /** Of a container in a process that a dossier began with, or that was called. */
  of(container: Container, isCalled: boolean): ContainerSoundness;
  /** Processes side by side. */
  together(containers: readonly Container[]): { readonly net: TokenNet; readonly decision: Decision };
  readonly throws: Throws;
}

/** Of containers of so many elements the shortest run of all is looked for; of larger ones the shortest without their blocks, which is mostly the same. */
const elementsSearched = 100;

/** What is taken to be so of a container that is being decided, where it is called from inside itself. */
interface Assumed extends Pick<ContainerSoundness, 'canComplete' | 'thrown'> {
  isAsked: boolean;
}

interface Found {
  net(): TokenNet;
  readonly decision: Decision;
  readonly plain?: TokenNet;
}

/**
 * Decides containers when asked, each once. An event that may come again is followed twice where that makes a difference (ADR 0046).
 * `shortestWithin`: up to so many elements of a container the shortest run is looked for among all.
 */
export function decideContainers(model: ProcessModel, limits: SearchLimits, shortestWithin = elementsSearched): Decided {
  const throws = throwsOf(model);
  const known = new Map<string, ContainerSoundness | Assumed>();
  const insideOf = (isCalled: boolean) => (contents: Container) => {
    const inCall = isCalled || contents.kind === 'process';
    const found = known.get(nameOf(contents, inCall));
    if (!found || 'decision' in found) return of(contents, inCall);
    found.isAsked = true;
    return found;
  };
  const of = (container: Container, isCalled: boolean): ContainerSoundness => {
    const name = nameOf(container, isCalled);
    const found = known.get(name);
    if (found && 'decision' in found) return found;
    const before = new Set(known.keys());
    // a process that calls itself: nothing is known of the call at first, then what was found without, until nothing more is
    for (let assumed: Assumed = { canComplete: false, thrown: [], isAsked: false }; ;) {
      known.set(name, assumed);
      const result = decided(container, isCalled);
      const more = result.thrown.filter(({ type, code }) => !assumed.thrown.some((one) => one.type === type && one.code === code));
      if (!assumed.isAsked || (more.length === 0 && (assumed.canComplete || !result.canComplete))) {
        known.set(name, result);
        return result;
      }
      for (const each of known.keys()) if (!before.has(each)) known.delete(each);
      assumed = { canComplete: assumed.canComplete || result.canComplete, thrown: [...assumed.thrown, ...more], isAsked: false };
    }
  };
  const decided = (container: Container, isCalled: boolean): ContainerSoundness => {
    const options = { throws, repeats: timesFollowed(container), inside: insideOf(isCalled), isCalled };
    const { net, decision, plain } = plainly(container, options) ?? inDetail(container, options);
    let canComplete: boolean | undefined;
    return {
      container,
      decision,
      get net() {
        return net();
      },
      ...(plain && { plain }),
      // asked by callers only
      get canComplete() {
        return (canComplete ??= decision.isComplete ? endsAnywhere(decision) : true);
      },
      thrown: leavingOf(container, decision, isCalled),
    };
  };
  /** What leaves a container: of what its elements throw that which can happen, and what its event subprocesses, which its net leaves out, throw outward. */
  const leavingOf = (container: Container, { isComplete, live }: Decision, isCalled: boolean): readonly Throw[] => {
    const all = throws.leaving(container);
    if (!isComplete || all.length === 0) return all;
    const beside = container.eventSubProcesses.flatMap(({ contents }) => {
      if (takesBack(contents)) return [];
      const [begin] = contents!.startEvents;
      const starts = !begin || !isThrown(begin) || [...live].some(({ thrown }) => thrown?.handler === begin);
      return starts ? insideOf(isCalled)(contents!).thrown : [];
    });
    const isSame = (one: Throw) => (other: Throw | undefined) => other?.type === one.type && other.code === one.code;
    return all.filter((one) => beside.some(isSame(one)) || [...live].some(({ thrown }) => isSame(one)(thrown)));
  };
  const inDetail = (container: Container, options: CompileOptions): Found => {
    const net = compileNet(model, [container], options);
    const unfollowed = notFollowed([container], { model, throws, isCalled: options.isCalled ?? false });
    return { net: () => net, decision: unfollowed ? undecidedNet(net, limits, unfollowed) : decideNet(net, limits) };
  };
  /** Most of what is drawn is sound: then the blocks it is drawn in need no net, unless somebody asks for a run. */
  const plainly = (container: Container, options: CompileOptions): Found | undefined => {
    const around = { model, throws, isCalled: options.isCalled ?? false };
    if (container.adHoc || notFollowed([container], around) || container.nodes.some(({ startQuantity }) => startQuantity !== undefined))
      return undefined;
    const collapsed = collapseBlocks(container, throws, options.isCalled ?? false);
    if (collapsed.gone.size * 2 < container.nodes.length) return undefined;
    const plain = compileNet(model, [container], { ...options, collapsed });
    const sound = soundAtOnce(plain, limits);
    if (!sound) return container.nodes.length > shortestWithin ? byBlocks(container, options, collapsed, plain) : undefined;
    let known: Found | undefined;
    const detail = () => (known ??= inDetail(container, options));
    return {
      plain,
      net: () => detail().net(),
      decision: {
        ...sound,
        isComplete: true,
        kernel: [],
        completed: () => detail().decision.completed(),
        runTo: (goal) => detail().decision.runTo(goal),
      },
    };
  };
  /** What is wrong lies mostly in a small part: that is looked at, and told with the ways through the rest. */
  const byBlocks = (container: Container, options: CompileOptions, collapsed: Collapsed, plain: TokenNet): Found | undefined => {
    let decision = decideNet(plain, limits);
    let parts = { collapsed, plain };
    if (decision.unsafe) {
      // several tokens in a block are another matter than one
      const counting = collapseBlocks(container, throws, options.isCalled ?? false, true);
      parts = { collapsed: counting, plain: compileNet(model, [container], { ...options, collapsed: counting }) };
      decision = decideNet(parts.plain, limits);
    }
    const net = compileNet(model, [container], options);
    const lifted = liftBlocks(net, parts.plain, parts.collapsed, decision);
    return lifted && { net: () => net, decision: lifted };
  };
  const nameOf = ({ id }: Container, isCalled: boolean) => `${id} ${isCalled ? 'called' : ''}`;
  return {
    of,
    throws,
    together(containers) {
      const repeats = Math.max(...containers.map(timesFollowed));
      const options = { throws, repeats, inside: insideOf(false), together: true };
      const net = compileNet(model, containers, options);
      const unfollowed = notFollowed(containers, { model, throws, isCalled: false });
      const decision = unfollowed ? undecidedNet(net, limits, unfollowed) : decideNet(net, limits);
      const told = piledMessages(net, startedAgain(net, decision));
      if (told.cannotComplete || !told.isComplete || !containers.some(mayBeBrokenOff)) return { net, decision: told };
      // one that is broken off sends nothing more, for which another may wait
      return { net, decision: waitingFor(told, decideNet(compileNet(model, containers, { ...options, breaksOff: true }), limits)) };
    },
  };
}

function timesFollowed(container: Container): number {
  return !container.adHoc && repeatingEvents(container).some(leavesOwnBranch) ? 2 : 1;
}

function endsAnywhere(decision: Decision): boolean {
  // without a state that cannot complete every run can; else some run may
  return (decision.cannotComplete === undefined && !decision.mayLeave) || decision.completed() !== undefined;
}

/** Elements that run contents of their own, event subprocesses included. */
export function withContents(container: Container): { readonly node: FlowNode; readonly contents: Container }[] {
  return container.nodes.flatMap((node) => {
    const contents = node.contents ?? node.called;
    return contents ? [{ node, contents }] : [];
  });
}
