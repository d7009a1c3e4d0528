import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const END_MAX_MS = 15_000;

export interface ChildOptions {
  /** The child's log goes there, beside its data. */
  readonly dataDir: string;
}

/**
 * Runs a program with its options as JSON in the first argument, for `work`. It ends when the
 * channel to it closes, afterwards or because this process died; one that does not is killed.
 */
export async function withChild<R>(
  entry: string,
  options: ChildOptions,
  work: (child: ChildProcess) => Promise<R>,
): Promise<R> {
  const logFile = join(options.dataDir, 'server.log');
  const log = openSync(logFile, 'w');
  const child = fork(entry, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', log, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
    // What a program writes beside itself, it writes there.
    cwd: options.dataDir,
  });
  closeSync(log);
  const died = Promise.withResolvers<never>();
  // Nobody waits for this before and after the work.
  died.promise.catch(() => undefined);
  const mourn = (code: number | null) => {
    const lastWords = readFileSync(logFile, 'utf8').slice(-1000);
    died.reject(new Error(`the server under test ended (${code}): ${lastWords}`));
  };
  child.once('exit', mourn);
  try {
    return await Promise.race([work(child), died.promise]);
  } finally {
    // Its end is wanted now, and it may take its log with it.
    child.off('exit', mourn);
    await end(child);
  }
}

/** The next message of the child. */
export async function hear<Message>(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message');
  return message as Message;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  await Promise.race([ended, wait(END_MAX_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await ended;
}
