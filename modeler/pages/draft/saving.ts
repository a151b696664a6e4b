/** Keeps a draft as it is drawn: at once in the browser, soon after with the service; what to do when that fails. Knows no React and no bpmn-js. */
import { RequestRefused } from '../../../api/client.ts';
import type { EditorContent } from '../../editor/editor.ts';
import type { LocalCopies } from './local-copy.ts';

export interface Written {
  readonly xml: string;
  readonly content: EditorContent;
}

/** A draft as the service keeps it. */
export interface KeptDraft {
  readonly revision: number;
  readonly title: string;
  readonly bpmn: string;
  readonly updatedAt: string;
  readonly updatedBy: { readonly user: string; readonly name?: string };
  readonly forms: Readonly<Record<string, unknown>>;
  readonly decisions?: Readonly<Record<string, string>>;
  readonly procedure: unknown;
}

export type SavingState =
  | { readonly is: 'saved'; readonly at: Date }
  /** `unsent`: the connection or the service fails; tried again by itself. */
  | { readonly is: 'changed' | 'saving' | 'unsent' | 'locked' }
  | { readonly is: 'refused'; readonly error: unknown }
  | { readonly is: 'conflict'; readonly theirs: KeptDraft };

export interface SavingOptions {
  readonly revision: number;
  readonly copies: LocalCopies;
  write(): Promise<Written>;
  /** The draft with this content, made from this revision; the same key for the same request sent again. */
  put(written: Written, revision: number, key: string): Promise<KeptDraft>;
  get(): Promise<KeptDraft>;
  /** Milliseconds: from a change to the copy in the browser, from a change to the service, from a failure to the next attempt. */
  readonly after?: { readonly copy: number; readonly save: number; readonly again: number };
}

export interface Saving {
  current(): SavingState;
  subscribe(listener: () => void): () => void;
  /** Something was changed. */
  touch(): void;
  /** Sends what is not sent yet; settles when that is over, whatever came of it. */
  flush(): Promise<void>;
  /** No attempt after this. */
  stop(): void;
}

const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const isSame = ({ xml, content }: Written, theirs: KeptDraft) =>
  xml === theirs.bpmn &&
  content.title === theirs.title &&
  canonical(content.forms) === canonical(theirs.forms) &&
  canonical(content.decisions ?? {}) === canonical(theirs.decisions ?? {}) &&
  canonical(content.procedure) === canonical(theirs.procedure);

/** JSON with its keys in order: the database keeps them in one of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Begins with a draft that is saved; `touch` after every change. */
export function openSaving(options: SavingOptions): Saving {
  const { copies, write, put, get, after = { copy: 400, save: 2500, again: 5000 } } = options;
  let state: SavingState = { is: 'saved', at: new Date() };
  let revision = options.revision;
  /** Counts changes: what is written is of one of them. */
  let change = 0;
  let sent = 0;
  /** Sent, but whether it arrived is not known: sent again as it was, or it would meet itself as somebody else's change. */
  let unsure: { readonly written: Written; readonly key: string; readonly change: number } | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  const timers: { copy?: ReturnType<typeof setTimeout>; save?: ReturnType<typeof setTimeout> } = {};
  /** The drawing as it was last written out: of three hundred elements that takes as long as a gesture may. */
  let kept: { readonly written: Promise<Written>; readonly change: number } | undefined;
  const writtenNow = (): Promise<Written> => {
    if (kept?.change !== change) {
      const made = { written: write(), change };
      kept = made;
      // what failed is tried anew
      made.written.catch(() => (kept = kept === made ? undefined : kept));
    }
    return kept!.written;
  };
  const listeners = new Set<() => void>();
  const become = (next: SavingState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const later = (name: 'copy' | 'save', milliseconds: number, act: () => unknown) => {
    clearTimeout(timers[name]);
    if (!stopped) timers[name] = setTimeout(act, milliseconds);
  };

  async function keepCopy(): Promise<void> {
    if (change === sent) return;
    const { xml, content } = await writtenNow();
    await copies.keep({ xml, content, revision, keptAt: Date.now() });
    // saved meanwhile: nothing is left to be kept
    if (change === sent) await copies.drop();
  }

  async function send(): Promise<void> {
    if (change === sent || state.is === 'conflict' || state.is === 'locked') return;
    become({ is: 'saving' });
    try {
      unsure ??= { written: await writtenNow(), key: key(), change };
      const draft = await put(unsure.written, revision, unsure.key);
      revision = draft.revision;
      sent = unsure.change;
      unsure = undefined;
      if (change === sent) {
        await copies.drop();
        become({ is: 'saved', at: new Date(draft.updatedAt) });
      } else {
        become({ is: 'changed' });
        later('save', 0, save);
      }
    } catch (error) {
      await failed(error);
    }
  }

  async function failed(error: unknown): Promise<void> {
    await keepCopy();
    if (!(error instanceof RequestRefused) || error.status >= 500 || error.status === 429) {
      become({ is: 'unsent' });
      later('save', after.again, save);
      return;
    }
    const mine = unsure?.written;
    unsure = undefined;
    if (error.status !== 412) return become(error.code === 'DRAFT_LOCKED' ? { is: 'locked' } : { is: 'refused', error });
    try {
      const theirs = await get();
      if (!mine || !isSame(mine, theirs)) return become({ is: 'conflict', theirs });
      // another window of one's own has saved the same
      revision = theirs.revision;
      become({ is: 'changed' });
      later('save', 0, save);
    } catch {
      become({ is: 'unsent' });
      later('save', after.again, save);
    }
  }

  function save(): Promise<void> {
    clearTimeout(timers.save);
    running ??= send().finally(() => (running = undefined));
    return running;
  }

  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    touch() {
      change += 1;
      later('copy', after.copy, () => void keepCopy());
      if (state.is === 'conflict' || state.is === 'locked') return;
      if (state.is !== 'saving' && state.is !== 'unsent') become({ is: 'changed' });
      if (state.is !== 'unsent') later('save', after.save, () => void save());
    },
    async flush() {
      await running;
      await save();
    },
    stop() {
      stopped = true;
      clearTimeout(timers.copy);
      clearTimeout(timers.save);
    },
  };
}
