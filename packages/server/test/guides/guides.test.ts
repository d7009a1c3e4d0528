import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { printsAs, readWalk } from './read-walk.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
/** As if it were the repository, after `npm start`: `data/demo.json`, and what is installed. */
const folder = mkdtempSync(join(tmpdir(), 'pintumbler-guides-'));
let server: ServerProcess;

/** What the guides have their reader install, and where the workspace has it. */
const PACKAGES = [
  ['standardwebhooks', 'standardwebhooks'],
  ['@mixin.dev/mixin-node-sdk', 'mixin-official-7'],
  ['mixin-node-sdk', 'mixin-community-3'],
] as const;

beforeAll(async () => {
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  for (const [name, installed] of PACKAGES) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', installed), link);
  }
  // What an alias is in a guide; in a script the shell expands none.
  const main = join(root, 'packages/server/src/main.ts');
  mkdirSync(join(folder, 'bin'));
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  writeFileSync(join(folder, 'bin/pintumbler'), shim, { mode: 0o755 });
  server = await startServerProcess(join(folder, 'data'));
});
afterAll(async () => {
  await server.terminate();
  rmSync(folder, { recursive: true });
});

/** The drill of a restore starts seven processes, on a machine that may have other things to do. */
const SHELL_MS = 150_000;

interface Part {
  readonly page: string;
  /** The headings it begins and ends with; what is outside needs a person, or another server. */
  readonly from?: string;
  readonly to?: string;
}

/** What a newcomer pastes into a shell beside the demo server, from top to bottom. */
const WALKS: readonly Part[] = [
  { page: 'README', from: '## First five minutes', to: '### A PIN page in your app' },
  { page: 'docs/guides/quickstart-native' },
  { page: 'docs/guides/quickstart-circle' },
  { page: 'docs/guides/quickstart-mobile-banking' },
  { page: 'docs/guides/quickstart-mixin', to: '## Your own app' },
  { page: 'docs/guides/quickstart-etna' },
  { page: 'docs/guides/quickstart-onboarding' },
  { page: 'docs/guides/recovery' },
  { page: 'docs/guides/keys', to: '## Where the keyring is' },
  { page: 'docs/guides/webhooks' },
  { page: 'docs/guides/backup' },
];

it.each(WALKS)(
  'the blocks of $page print what it says',
  async (part) => {
    const { steps, programs } = readWalk(readPart(part));
    expect(steps.filter(({ prints }) => prints !== null)).not.toEqual([]);
    for (const [file, code] of programs) writeFileSync(join(folder, file), code);
    const mark = (index: number) => `[end of block ${index}]`;
    const script = steps
      .map(({ commands }, index) => `${commands}\necho '${mark(index)}'\n`)
      .join('');
    let rest = await runShell(script);
    for (const [index, { commands, prints }] of steps.entries()) {
      const end = rest.indexOf(mark(index));
      expect(end, `the shell did not get through: ${commands}${rest}`).toBeGreaterThanOrEqual(0);
      const printed = rest.slice(0, end);
      rest = rest.slice(end + mark(index).length);
      if (prints === null || printsAs(prints, printed)) continue;
      // The difference is easier to read than the pattern.
      expect(`${commands}${printed}`).toBe(`${commands}${prints}`);
    }
  },
  SHELL_MS,
);

function readPart({ page, from = '# ', to }: Part): string {
  const text = readFileSync(join(root, `${page}.md`), 'utf8');
  const end = to === undefined ? text.length : text.indexOf(to);
  // A folder of its own is not needed where everything is installed.
  return text
    .slice(text.indexOf(from), end)
    .replaceAll(/\/\w+\/mixin-try/g, '.')
    .replaceAll(/^npm install .*$/gm, '');
}

/** Through a pipe: what the guides print to `/dev/stderr` can be opened, and ends nothing printed before. */
function runShell(script: string): Promise<string> {
  const printed = join(folder, 'printed.txt');
  const PATH = [join(folder, 'bin'), dirname(process.execPath), process.env['PATH']].join(
    delimiter,
  );
  const options = { cwd: folder, env: { ...process.env, PATH }, timeout: SHELL_MS };
  return new Promise((resolve) => {
    const whole = `{\n${script}} 2>&1 | cat >'${printed}'`;
    execFile('bash', ['-c', whole], options, () => resolve(readFileSync(printed, 'utf8')));
  });
}
