import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiDocument, schemaTypes } from './schema-types.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixture = readFileSync(new URL('fixtures/wire-drift.ts', import.meta.url), 'utf8');
const published = readFileSync(join(root, 'docs/reference/openapi.json'), 'utf8');
const project = mkdtempSync(join(tmpdir(), 'pintumbler-wire-'));

beforeAll(() => {
  mkdirSync(join(project, 'node_modules/@pintumbler'), { recursive: true });
  symlinkSync(join(root, 'packages/client'), join(project, 'node_modules/@pintumbler/client'));
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
  writeFileSync(join(project, 'drift.ts'), fixture);
});
afterAll(() => rmSync(project, { recursive: true }));

/** Where the client and a document differ, in the compiler's words; empty where nowhere. */
function compareWith(document: string): Promise<string> {
  writeFileSync(join(project, 'schema.ts'), schemaTypes(JSON.parse(document) as ApiDocument));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--ignoreConfig', '--noEmit'];
  const target = ['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom'];
  const args = [tsc, ...strict, ...target, '--allowImportingTsExtensions', '--pretty', 'false'];
  return new Promise((resolve) => {
    execFile(process.execPath, [...args, 'drift.ts'], { cwd: project }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}

it('the types of the client are those of the published API', async () => {
  expect(await compareWith(published)).toBe('');
});

it('and would not be, if the server had one outcome more, or called a field otherwise', async () => {
  const more = published.replaceAll(/"not_set"/g, '"not_there"');
  expect(await compareWith(more)).toMatch(/drift\.ts\(\d+,\d+\): error TS/);
  const renamed = published.replaceAll('"currentPin"', '"oldPin"');
  expect(await compareWith(renamed)).toMatch(/drift\.ts\(\d+,\d+\): error TS/);
});
