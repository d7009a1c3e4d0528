import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SEALED_TABLES } from '../../src/core/model/sealed-tables.ts';
import { OWNED_TABLES } from '../../src/storage/queries/tenant-rows.ts';
import { openTestCore } from '../support/test-core.ts';
import { TEST_ENGINE } from '../support/test-engine.ts';

/** Bytes that are no secret: public halves of keys, and other facts than the probe. */
const IN_THE_CLEAR = ['client_keys.public_key', 'client_keys.server_key'];
/** The one column of text that has sealed values in it. */
const IN_TEXT = ['credentials.history'];

const COLUMNS = {
  sqlite: `SELECT m.name || '.' || c.name AS shown, c.type AS type
    FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'`,
  postgres: `SELECT table_name || '.' || column_name AS shown, data_type AS type
    FROM information_schema.columns WHERE table_schema = 'public'`,
};

async function columns(): Promise<readonly (readonly [name: string, type: string])[]> {
  const opened = await openTestCore();
  const rows = await opened.engine.query({ sql: COLUMNS[TEST_ENGINE], params: [] });
  await opened.close();
  return rows.map(({ shown, type }) => [String(shown), String(type)] as const);
}

it('every column of bytes is sealed anew by a rotation, or is none that is sealed', async () => {
  const bytes = (await columns())
    .filter(([, type]) => /^(BLOB|bytea)$/.test(type))
    .map(([name]) => name);
  const sealed = SEALED_TABLES.flatMap(({ name, sealed: each }) =>
    each.map((column) => `${name}.${column}`),
  );
  const known = [...sealed.filter((each) => !IN_TEXT.includes(each)), ...IN_THE_CLEAR];
  expect(bytes.toSorted()).toEqual(known.toSorted());
});

it('every table with a tenant in it is emptied when the tenant is deleted', async () => {
  const named = (await columns())
    .filter(([name]) => name.endsWith('.tenant'))
    .map(([name]) => name.replace('.tenant', ''));
  const stays = ['accounts', 'operator_sessions', 'passkeys', 'tenant_keys'];
  const owned = OWNED_TABLES.map(([name]) => name);
  expect(named.filter((each) => !stays.includes(each)).toSorted()).toEqual(owned.toSorted());
});

it('whatever something is sealed to, a rotation knows it', () => {
  const core = fileURLToPath(new URL('../../src/core/', import.meta.url));
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [name, readFileSync(join(core, name), 'utf8')] as const);
  // Tokens of sign-ins are with whoever holds them, and not here.
  const stored = sources.filter(([name]) => !name.endsWith('sign-in-token.ts'));
  const sealedTo = stored.flatMap(([, text]) =>
    [...text.matchAll(/sealer\.seal\(\s*(\w+)/g)].map(([, context = '']) => context),
  );
  // The one that seals anew is given its context.
  const contexts = new Set(sealedTo.filter((each) => each !== 'context'));
  expect(contexts.size).toBeGreaterThan(7);
  const rotation = sources.filter(([name]) => /keys\/reseal-/.test(name)).map(([, text]) => text);
  const unknown = [...contexts].filter((each) => !rotation.join('').includes(`${each}(`));
  expect(unknown.filter((each) => each !== 'PROBE_CONTEXT')).toEqual([]);
  expect(rotation.join('')).toContain('PROBE_CONTEXT');
});
