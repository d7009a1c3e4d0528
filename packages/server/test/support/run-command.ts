import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { databaseEnvironment } from './test-engine.ts';

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Ran {
  /** `null`: it was killed. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command in a process of its own, on the data of a directory in the engine under test. */
export async function runCommand(dataDir: string, ...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, ...(await databaseEnvironment(dataDir)) };
  const all = [MAIN, ...args, '--data-dir', dataDir];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? Number.NaN), out, err });
    });
  });
}
