/** What is not yet with the service, kept by the browser: outlives a tab that dies and a network that drops. One copy a person and draft. */
import type { EditorContent } from '../../editor/editor.ts';

export interface LocalCopy {
  readonly xml: string;
  readonly content: EditorContent;
  /** Revision of the draft that it was made from. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

const store = 'drafts';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('taicho', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('indexedDB'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, act: (kept: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
    });
  } finally {
    database.close();
  }
}

export interface LocalCopies {
  find(): Promise<LocalCopy | undefined>;
  keep(copy: LocalCopy): Promise<void>;
  drop(): Promise<void>;
}

/** The copy of a person's draft. Where the browser keeps nothing (private windows), `find` gives undefined and the others do nothing. */
export function localCopies(login: string, draftId: string): LocalCopies {
  const key = `${login}/${draftId}`;
  const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);
  return {
    find: () => orNothing(inStore('readonly', (kept) => kept.get(key) as IDBRequest<LocalCopy | undefined>)),
    keep: async (copy) => void (await orNothing(inStore('readwrite', (kept) => kept.put(copy, key)))),
    drop: async () => void (await orNothing(inStore('readwrite', (kept) => kept.delete(key)))),
  };
}
