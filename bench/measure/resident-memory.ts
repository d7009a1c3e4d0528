import { execFileSync } from 'node:child_process';

/** Resident memory of a process in MB (10^6 bytes), as `ps` tells it on Linux and macOS. */
export function residentMb(pid: number): number {
  const kibibytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return (Number(kibibytes) * 1024) / 1e6;
}
