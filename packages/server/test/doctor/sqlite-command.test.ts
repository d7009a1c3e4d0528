import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTempDir } from '../support/temp-dir.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const dir = makeTempDir();

afterAll(() => dir.remove());

function doctor(flags: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const args = [MAIN, 'doctor', '--data-dir', join(dir.path, 'data'), ...flags];
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, args, { encoding: 'utf8', env });
}

describe('pintumbler doctor', () => {
  it('prints a line for each finding with what to do below, and ends with 0', () => {
    const { status, stdout } = doctor([]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok {7}configuration {8}every setting is allowed$/m);
    expect(stdout).toMatch(/^warning {2}pad url .*\n {9}What to do: Set PINTUMBLER_PAD_URL/m);
  });

  it('lists every problem of the configuration as JSON, and ends with 1', () => {
    const bad = { PINTUMBLER_PORT: 'many', PINTUMBLER_PAD_URL: 'pin.example.com/x' };
    const { status, stdout } = doctor(['--json'], bad);
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: Record<string, unknown>[] };
    expect(findings.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['configuration', 'problem'],
      ['configuration', 'problem'],
    ]);
  });
});
