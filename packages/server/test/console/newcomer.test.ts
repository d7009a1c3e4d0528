import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openAsOwner } from './operator-browser.ts';

const run = promisify(execFile);
const README = fileURLToPath(new URL('../../../../README.md', import.meta.url));
const CLIENT = fileURLToPath(new URL('../../../client', import.meta.url));

let server: TestServer;
let browser: Browser;
let folder: TempDir;
let hook: ChildProcess;
let port: number;
let told = '';

beforeAll(async () => {
  folder = makeTempDir();
  [server, browser, port] = await Promise.all([startTestServer(), launchBrowser(), freePort()]);
});

afterAll(async () => {
  hook?.kill();
  await Promise.all([server.close(), browser.close()]);
  folder.remove();
});

/** The section of the README that this test does, step by step; its programs by file name. */
function readSection(): ReadonlyMap<string, string> {
  const page = readFileSync(README, 'utf8');
  const section = page.slice(page.indexOf('### An app of your own'));
  const programs = [...section.matchAll(/`(\w+\.mjs)`[^`]*?\n\s*```js\n([\s\S]*?)\n {3}```/g)];
  return new Map(
    programs.map(([, name = '', code = '']) => [name, code.replaceAll(/^ {3}/gm, '')] as const),
  );
}

/** Packs the client, installs it in an empty folder and saves the programs there. */
async function installClient(): Promise<void> {
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  const env = { ...process.env, PATH: path };
  const pack = ['pack', '--json', '--pack-destination', folder.path];
  const { stdout } = await run('npm', pack, { cwd: CLIENT, env });
  const [{ filename }] = JSON.parse(stdout);
  writeFileSync(join(folder.path, 'package.json'), '{"private":true}');
  const install = ['install', '--offline', '--no-audit', '--no-fund', basename(filename)];
  await run('npm', install, { cwd: folder.path, env });
  const programs = readSection();
  expect([...programs.keys()]).toEqual(['app.mjs', 'hook.mjs']);
  for (const [name, code] of programs) writeFileSync(join(folder.path, name), code);
}

async function startHook(): Promise<void> {
  const env = { ...process.env, PORT: String(port) };
  hook = spawn(process.execPath, ['hook.mjs'], { cwd: folder.path, env, stdio: 'pipe' });
  hook.stdout?.on('data', (chunk) => {
    told += chunk;
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

const go = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();

it('goes from nothing to a verified PIN, a lock, a replay and the audit, by the README', async () => {
  const { page, mistakes } = await openAsOwner(browser, server, '/tenants');

  await page.getByRole('button', { name: 'New tenant' }).click();
  await page.getByLabel('Name').fill('Bank');
  await page.getByRole('button', { name: 'Create tenant' }).click();
  const key = await page.getByRole('dialog').locator('dd code').innerText();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('heading', { name: 'Bank' }).waitFor();

  await go(page, 'Policy');
  await page.getByLabel('Guesses between two locks').fill('3');
  await page.getByRole('table', { name: 'An attacker’s odds' }).waitFor();
  await page.getByRole('button', { name: 'Put in force' }).click();
  await page.getByText('The policy is in force').waitFor();

  await installClient();
  await startHook();
  await go(page, 'Webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Name').fill('Backend');
  await page.getByLabel('Address').fill(`http://127.0.0.1:${port}/`);
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await page.getByRole('button', { name: 'I have stored it' }).click();

  const app = async (...args: readonly string[]) => {
    const env = { ...process.env, PINTUMBLER_URL: server.baseUrl, PINTUMBLER_API_KEY: key };
    const { stdout } = await run(process.execPath, ['app.mjs', ...args], { cwd: folder.path, env });
    return stdout.trim();
  };
  expect(await app('set', 'eve', '1234')).toBe('refused: sequence');
  expect(await app('set', 'bob', '8305')).toBe('set');
  expect(await app('verify', 'bob', '8305')).toBe('verified');
  expect(await app('verify', 'bob', '1907')).toBe('wrong, 2 left');
  expect(await app('verify', 'bob', '1907')).toBe('wrong, 1 left');
  expect(await app('verify', 'bob', '1907')).toBe('wrong, 0 left');
  expect(await app('verify', 'bob', '8305')).toMatch(/^locked until \d{4}-/);

  await page.keyboard.press('/');
  await page.getByLabel('Find a subject').waitFor();
  await page.keyboard.type('bob');
  await page.getByRole('link', { name: 'bob', exact: true }).click();
  const pin = page.getByRole('article', { name: 'PIN for login' });
  await pin.getByText('locked', { exact: true }).waitFor();
  await pin.getByRole('button', { name: 'Unlock' }).click();
  await page.getByLabel('Reason').fill('Bob called.');
  await page.getByRole('dialog').getByRole('button', { name: 'Unlock' }).click();
  await pin.getByText('active', { exact: true }).waitFor();
  expect(await app('verify', 'bob', '8305')).toBe('verified');

  await expect.poll(() => told, { timeout: 20_000 }).toContain('"pin.locked"');
  await go(page, 'Webhooks');
  await page.getByRole('link', { name: 'Backend' }).click();
  const locks = () => told.split('"pin.locked"').length - 1;
  const before = locks();
  await page.getByRole('button', { name: 'Replay pin.locked' }).click();
  await page.getByText('sent once more').waitFor();
  await expect.poll(locks, { timeout: 20_000 }).toBeGreaterThan(before);

  await go(page, 'Audit');
  await page.getByRole('button', { name: 'Verify the trail' }).click();
  await page.getByText('intact', { exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('Bob called.');
  expect(mistakes()).toEqual([]);
});
