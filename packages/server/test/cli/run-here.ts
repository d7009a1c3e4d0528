import { vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` printed. */
  json(): Record<string, unknown>;
}

/** Runs a command line in this process: the real parser and commands, without a process each. */
export async function runHere(args: readonly string[]): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await runCli(['node', 'pintumbler', ...args]);
    const code = Number(process.exitCode);
    return { code, stdout, stderr, json: () => JSON.parse(stdout) as Record<string, unknown> };
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
  }
}
