import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const PATIENCE_MS = 60_000;

/** Runs a command of the program to its end. */
export async function runProgram(
  main: string,
  args: readonly string[],
  databaseUrl: string,
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    env: { ...process.env, PINTUMBLER_DATABASE_URL: databaseUrl },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}
