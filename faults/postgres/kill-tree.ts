import { readFileSync } from 'node:fs';
import type { PostgresServer } from '../../packages/server/test/support/postgres/postgres-server.ts';

/** As a power cut: the server and every process it started end at once. */
export function killTree({ process: { pid, exitCode, signalCode } }: PostgresServer): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  for (const each of [pid, ...childrenOf(pid)]) endProcess(each);
}

function childrenOf(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return list.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
