import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Finding, ok, problem, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'disk space';
const MIB = 1024 * 1024;

/** Free space of the data directory's disk. */
export async function checkDiskSpace({ dataDir }: Pick<Scene, 'dataDir'>): Promise<Finding[]> {
  let place = dataDir;
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  return [judgeSpace(dataDir, Math.floor((bavail * bsize) / MIB))];
}

/** A full disk charges nothing and lets nobody in. */
export function judgeSpace(dataDir: string, freeMib: number): Finding {
  const looked = `${dataDir}: ${freeMib} MiB free`;
  const todo = 'Make room: on a full disk no guess can be charged, and every call is refused.';
  if (freeMib < 64) return problem(NAME, looked, todo);
  return freeMib < 1024 ? warning(NAME, looked, todo) : ok(NAME, looked);
}
