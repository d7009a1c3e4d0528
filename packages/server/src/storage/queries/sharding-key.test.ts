import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * What does not name a tenant, and why it may. Everything a call of a tenant does to its data names
 * it: a database that spreads rows by (tenant, subject) finds each in one place.
 */
const ACROSS: Readonly<Record<string, string>> = {
  selectFact: 'about the installation',
  insertFact: 'about the installation',
  replaceFact: 'about the installation',
  insertNewFact: 'about the installation',
  updateFact: 'about the installation',
  insertRecord: 'about the installation',
  selectSchema: 'about the installation',
  selectLatest: 'about the installation',
  selectTenant: 'its id is the tenant',
  selectTenants: 'a list for staff',
  hideTenant: 'its id is the tenant',
  deleteTenant: 'its id is the tenant',
  selectRemaining: 'its id is the tenant',
  selectKeylessTenants: 'a rotation gives every tenant a key',
  selectLeavingTenants: 'what is left of deleted tenants goes in the background',
  selectShreddedTenants: 'kept apart from the database, so that a restore brings none of them back',
  selectSealedRows: 'a rotation walks over everything that is sealed',
  selectRotation: 'about the installation',
  writeRotation: 'about the installation',
  selectNodes: 'about the installation',
  writeNode: 'about the installation',
  deleteNode: 'about the installation',
  deleteSilentNodes: 'about the installation',
  selectCredentialPage: 'a look at all of them, by the doctor',
  selectCallerKey: 'who calls is not known before',
  selectClientKey: 'who calls is not known before',
  selectPageOrigin: 'whether any tenant embeds',
  selectMessages: 'the inbox of the demo server',
  selectEvents: 'the event list of the demo server',
  selectDueMessageTenants: 'the outbox asks who has waited longest',
  selectChangedGuesses: 'nodes hear what others counted',
  selectDueWebhooks: 'the outbox asks who has waited longest',
  selectOverdueChallenges: 'a sweep',
  selectUnsigned: 'a sweep',
  expired: 'a sweep',
  releaseAllLeases: 'the start of the only process there is',
  releaseAllMessages: 'the start of the only process there is',
  releaseAllClaims: 'the start of the only process there is',
};

interface Query {
  readonly name: string;
  /** Its statements, with the constants of its file in place. */
  readonly text: string;
}

function queriesIn(file: string): readonly Query[] {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  const declared = [...source.matchAll(/^(?:export )?const (\w+)[^=]*=\s+([\s\S]*?);\n/gm)];
  const constants = new Map(declared.map(([, name = '', text = '']) => [name, text]));
  const resolve = (text: string): string =>
    text.replace(/\b[A-Z][A-Z_]+\b(?=[},;).(])/g, (name) => constants.get(name) ?? name);
  return source
    .split(/^export function /m)
    .slice(1)
    .map((body) => ({ name: /^\w+/.exec(body)?.[0] ?? '', text: resolve(resolve(resolve(body))) }))
    .filter(({ text }) => /\b(SELECT|UPDATE|INSERT INTO|DELETE FROM)\b|\browWriter\(/.test(text));
}

const QUERIES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && !/^row-writer|test\.ts$/.test(file))
  .flatMap(queriesIn);

/** It finds rows by their tenant, or writes rows that have one. */
function namesTenant(text: string): boolean {
  return (
    /\btenant = \?/.test(text) ||
    /INSERT INTO \w+ \([^)]*\btenant\b/.test(text) ||
    /rowWriter\([^)]*'tenant'/.test(text)
  );
}

describe('the sharding key', () => {
  it('is looked for in every statement there is', () => {
    expect(QUERIES.length).toBeGreaterThan(60);
  });

  it.each(QUERIES.filter(({ name }) => !(name in ACROSS)))('is named by $name', ({ text }) => {
    expect(namesTenant(text), text).toBe(true);
  });

  it('is left out for a reason, and only where it is left out', () => {
    const across = QUERIES.filter(({ text }) => !namesTenant(text)).map(({ name }) => name);
    expect(across.toSorted()).toEqual(Object.keys(ACROSS).toSorted());
  });
});
