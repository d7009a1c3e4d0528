import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOM_SPEC } from '../supply/bill-of-materials.mjs';
import { packPackages } from './pack-packages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pintumbler-packed-'));
const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  npm_config_update_notifier: 'false',
};
let tarballs;

beforeAll(() => {
  tarballs = packPackages(join(folder, 'tarballs'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const digestOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const list = (path) => execFileSync('tar', ['tzf', path]).toString().split('\n');

describe('the packed server', () => {
  it('brings its program, its lists and its pages, and no traces of the build', () => {
    const files = list(tarballs.server);
    for (const file of [
      'package/dist/main.js',
      'package/LICENSE',
      'package/README.md',
      'package/node_modules/@pintumbler/web/dist/manifest.json',
    ]) {
      expect(files).toContain(file);
    }
    expect(files.some((file) => file.startsWith('package/data/'))).toBe(true);
    expect(files.filter((file) => /\.test\.|build-stamp|tsbuildinfo/.test(file))).toEqual([]);
  });

  it('is the same to the byte when it is packed again', () => {
    const again = packPackages(join(folder, 'again'));
    expect(digestOf(again.server)).toBe(digestOf(tarballs.server));
    expect(digestOf(again.client)).toBe(digestOf(tarballs.client));
  });

  it('comes with a bill of materials that the standard takes, and with digests', async () => {
    const text = readFileSync(tarballs.materials, 'utf8');
    const validator = new Validation.JsonStrictValidator(BOM_SPEC.version);
    expect(await validator.validate(text)).toBeNull();
    expect(await validator.validate(text.replace('"library"', '"books"'))).not.toBeNull();
    const check = ['--check', '--strict', basename(tarballs.digests)];
    execFileSync('sha256sum', check, { cwd: dirname(tarballs.digests), stdio: 'pipe' });
  });

  it('brings the licences of the code that is built into its pages', () => {
    const args = ['xzOf', tarballs.server, 'package/THIRD-PARTY-LICENSES'];
    const text = execFileSync('tar', args).toString();
    for (const name of ['preact', 'uplot', 'uqr']) {
      expect(text).toMatch(new RegExp(`^${name}@[0-9.]+ \\(MIT\\)$`, 'm'));
    }
    expect(text.match(/Permission is hereby granted/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('starts with npx in an empty folder, with pages and pictures', async () => {
    const project = join(folder, 'project');
    execFileSync('mkdir', [project]);
    writeFileSync(join(project, 'package.json'), '{"private":true}');
    // What the workspace installed is in the cache, so this seldom asks the network.
    const install = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', [...install, tarballs.server], { cwd: project, env, stdio: 'pipe' });
    expect(unlisted(project)).toEqual([]);
    const args = ['pintumbler', 'dev', '--port', '0', '--pad-port', '0', '--data-dir', 'data'];
    const server = spawn('npx', ['--offline', ...args], {
      cwd: project,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: npx may be gone before the server it started.
      detached: true,
    });
    const closed = once(server, 'close');
    let errors = '';
    server.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    try {
      const [, baseUrl, padUrl] = await readyLine(server, () => errors);
      const demo = JSON.parse(readFileSync(join(project, 'data/demo.json'), 'utf8'));
      const authorization = `Bearer ${demo.native.apiKey}`;
      const policy = await fetch(`${baseUrl}/v1/policy`, { headers: { authorization } });
      expect(policy.status).toBe(200);
      const page = await (await fetch(padUrl)).text();
      const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
      expect((await fetch(`${padUrl}${style}`)).status).toBe(200);
      expect((await fetch(`${padUrl}/assets/security-images/tiger.png`)).status).toBe(200);
    } finally {
      await endGroup(server, closed);
    }
  });
});

/** What was installed with the server and is not in its bill of materials. */
function unlisted(project) {
  const installed = JSON.parse(
    readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'),
  );
  const { components } = JSON.parse(readFileSync(tarballs.materials, 'utf8'));
  const listed = components.map(({ group, name }) => (group ? `${group}/${name}` : name));
  return Object.keys(installed.packages)
    .map((path) => path.replace(/^.*node_modules\//, ''))
    .filter((name) => !name.startsWith('@pintumbler/') && !listed.includes(name));
}

/** Ends npx and what it started, and waits until none of them has the pipes open any more. */
async function endGroup(leader, closed) {
  leader.stdout.resume();
  try {
    process.kill(-leader.pid, 'SIGTERM');
  } catch (error) {
    // Nobody of it is left.
    if (error.code !== 'ESRCH') throw error;
  }
  await closed;
}

async function readyLine(server, errors) {
  for await (const line of createInterface({ input: server.stdout })) {
    const ready = /^pintumbler ready (http:\S+) pad (http:\S+)$/.exec(line);
    if (ready) return ready;
  }
  throw new Error(`the server ended before it was ready:\n${errors()}`);
}
