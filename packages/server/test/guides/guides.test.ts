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

beforeAll(async () => {
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  server = await startServerProcess(join(folder, 'data'));
});
afterAll(async () => {
  await server.terminate();
  rmSync(folder, { recursive: true });
});

/** Pages whose blocks a newcomer pastes into a shell beside the demo server, from top to bottom. */
const WALKS = [
  'quickstart-native',
  'quickstart-circle',
  'quickstart-mobile-banking',
  'quickstart-etna',
  'quickstart-onboarding',
  'recovery',
  'keys',
  'webhooks',
];

it.each(WALKS)('the blocks of %s print what it says', async (name) => {
  const { steps, programs } = readWalk(readFileSync(join(root, `docs/guides/${name}.md`), 'utf8'));
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
});

/** Through a pipe: what the guides print to `/dev/stderr` can be opened, and ends nothing printed before. */
function runShell(script: string): Promise<string> {
  const printed = join(folder, 'printed.txt');
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  const options = { cwd: folder, env: { ...process.env, PATH }, timeout: 50_000 };
  return new Promise((resolve) => {
    const whole = `{\n${script}} 2>&1 | cat >'${printed}'`;
    execFile('bash', ['-c', whole], options, () => resolve(readFileSync(printed, 'utf8')));
  });
}
