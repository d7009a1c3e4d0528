import { rmSync } from 'node:fs';

/** The options of a peer's program: JSON in its first argument, as for the server of the bench. */
export function readOptions() {
  return JSON.parse(process.argv[2] ?? '');
}

/**
 * Tells the bench that a peer is ready, answers each of its messages with the figures of this
 * moment, and ends with it: when the channel closes, the bench is over or died, and `stop` takes
 * down what runs beside this process. The data goes too, for a bench that died cannot remove it.
 */
export function keepFor({ ready, figures, stop, dataDir }) {
  process.on('message', async () => {
    process.send?.({ type: 'figures', ...(await figures()) });
  });
  process.on('disconnect', async () => {
    await stop?.();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    process.exit();
  });
  // Ctrl-C reaches every process of the terminal. The bench hears it and closes the channel.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  process.send?.({ type: 'ready', ...ready });
}
