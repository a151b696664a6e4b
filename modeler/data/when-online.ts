/** Resolves when the browser says that there is a network, at once when it does already; rejects when whoever waits does not want to any more. */
export function whenOnline(signal?: AbortSignal | null): Promise<void> {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const back = () => settle(resolve);
    const gone = () => settle(() => reject(signal?.reason as Error));
    addEventListener('online', back);
    signal?.addEventListener('abort', gone);
    function settle(end: () => void): void {
      removeEventListener('online', back);
      signal?.removeEventListener('abort', gone);
      end();
    }
  });
}
