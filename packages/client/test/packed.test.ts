import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'pintumbler-client-'));
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
  npm_config_update_notifier: 'false',
};
let packed: readonly string[] = [];

/** A fresh project that installs the tarball, without a network: the package depends on nothing. */
beforeAll(async () => {
  const pack = ['pack', '--json', '--pack-destination', project];
  const { stdout } = await run('npm', pack, { cwd: join(root, 'packages/client'), env });
  const [{ filename, files }] = JSON.parse(stdout);
  packed = files.map(({ path }: { readonly path: string }) => path);
  writeFileSync(join(project, 'package.json'), '{"name":"fresh","private":true,"type":"module"}');
  const install = ['install', '--offline', '--no-audit', '--no-fund', basename(filename)];
  await run('npm', install, { cwd: project, env });
});
afterAll(() => rmSync(project, { recursive: true }));

/** What the compiler says about a file of the project; empty when nothing. */
async function compile(fixture: string, options: readonly string[]): Promise<string> {
  copyFileSync(join(fixtures, fixture), join(project, fixture));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const target = ['--noEmit', '--ignoreConfig', '--target', 'es2022', '--module', 'nodenext'];
  const args = [tsc, ...strict, ...target, '--pretty', 'false', ...options, fixture];
  return run(process.execPath, args, { cwd: project }).then(
    () => '',
    ({ stdout }: { readonly stdout: string }) => stdout,
  );
}

const IN_A_PAGE = ['--lib', 'es2022,dom'];
const IN_NODE = [
  ...['--lib', 'es2022', '--types', 'node', '--skipLibCheck'],
  ...['--typeRoots', join(root, 'node_modules/@types')],
];

describe('the packed client in a fresh project', () => {
  it('holds compiled code with its types and a readme, and depends on nothing', () => {
    expect(packed).toEqual(
      expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts']),
    );
    expect(
      packed.filter((path) => !/^(dist\/.+\.(js|d\.ts)|README\.md|package\.json)$/.test(path)),
    ).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8'));
    expect(manifest.dependencies).toBeUndefined();
    for (const path of packed.filter((each) => each.endsWith('.js'))) {
      const text = readFileSync(join(project, 'node_modules/@pintumbler/client', path), 'utf8');
      expect(text).not.toMatch(/from '(?!\.)|require\(/);
    }
  });

  it('runs in plain node, by import and by require', async () => {
    const program = `
      import { createRequire } from 'node:module';
      import { ConnectionError, PintumblerClient } from '@pintumbler/client';
      import { createWebhookVerifier } from '@pintumbler/client/verify';
      import { launchPad } from '@pintumbler/client/pad';
      const client = new PintumblerClient({ baseUrl: 'http://127.0.0.1:1', apiKey: 'k', retries: 0 });
      const error = await client.readPolicy().catch((thrown) => thrown);
      const verifier = createWebhookVerifier({ keys: ['whsec_AAAA'] });
      const required = createRequire(import.meta.url)('@pintumbler/client');
      console.log(JSON.stringify([
        error instanceof ConnectionError,
        await verifier.verify('', {}),
        typeof launchPad,
        required.PintumblerClient === PintumblerClient,
      ]));`;
    writeFileSync(join(project, 'program.mjs'), program);
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: project });
    const refused = { outcome: 'refused', reason: 'headers_missing' };
    expect(JSON.parse(stdout)).toEqual([true, refused, 'function', true]);
  });

  it.each([
    ['consumer.ts', 'a page', IN_A_PAGE],
    ['consumer.ts', 'Node', IN_NODE],
    ['consumer-page.ts', 'a page', IN_A_PAGE],
  ])('type-checks %s as strictly as it gets, in %s', async (fixture, _where, options) => {
    expect(await compile(fixture, options)).toBe('');
  });

  it('does not compile a switch that forgets an outcome', async () => {
    const told = await compile('not-exhaustive.ts', IN_A_PAGE);
    expect(told).toMatch(/not-exhaustive\.ts\(\d+,\d+\): error TS2345.*'never'/);
    expect(told.match(/error TS/g)).toHaveLength(1);
  });

  it('does not compile calls that the server would refuse', async () => {
    const told = await compile('wrong-calls.ts', IN_A_PAGE);
    const lines = [...told.matchAll(/wrong-calls\.ts\((\d+),/g)].map(([, line]) => Number(line));
    const source = readFileSync(join(fixtures, 'wrong-calls.ts'), 'utf8').split('\n');
    const calls = source.flatMap((text, at) => (text.startsWith('client.') ? [at + 1] : []));
    expect([...new Set(lines)]).toEqual(calls);
  });
});
