/** Resolves at the next call of a listener, or after `ms`. */
export function firstOf(listeners: Set<() => void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listeners.delete(done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    listeners.add(done);
  });
}
