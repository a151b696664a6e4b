/** Calls `stop` once when this process is asked to end by SIGINT or SIGTERM, and bears the further ones. */
export function onStop(stop: (signal: string) => void): void {
  // Ctrl-C reaches the whole group, and tsx passes it on: the second must not kill what is ending in order
  let isStopping = false;
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => {
      if (isStopping) return;
      isStopping = true;
      stop(name);
    });
}
