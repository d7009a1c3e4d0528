import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** `sysconf(_SC_CLK_TCK)` of every Linux there is. */
const TICKS_PER_SECOND = 100;

/** Places in /proc/<pid>/stat after the name in brackets, which may itself have blanks. */
const PARENT = 1;
const USED = [11, 12];
const USED_BY_ENDED_CHILDREN = [13, 14];

/**
 * CPU seconds of a process and its children, those that have ended included. 0 where there is no
 * /proc: then a round there passes for one that strangers disturbed.
 */
export function familyCpuSeconds(pid: number): number {
  if (!existsSync('/proc/self/stat')) return 0;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : undefined;
    if (stat === undefined) continue;
    const isParent = Number(name) === pid;
    if (!isParent && stat[PARENT] !== pid) continue;
    for (const place of isParent ? [...USED, ...USED_BY_ENDED_CHILDREN] : USED) {
      ticks += stat[place] ?? 0;
    }
  }
  return ticks / TICKS_PER_SECOND;
}

/** `undefined` for a process that has ended meanwhile. */
function readStat(pid: string): readonly number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return undefined;
  }
}
