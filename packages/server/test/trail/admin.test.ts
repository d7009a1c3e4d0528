import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRaw } from '../support/raw-database.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { databaseEnvironment } from '../support/test-engine.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

let dir: TempDir;
let server: TestServer;
let subject: string;

interface Entry {
  readonly seq: number;
  readonly action: string;
  readonly outcome: string;
  readonly subject: string | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
}

beforeAll(async () => {
  dir = makeTempDir();
  server = await startTestServer({ dataDir: dir.path });
  subject = await server.makeSubject('739205');
  for (const pin of ['4071', '739205', '4072']) {
    await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin });
  }
  const reason = '=HYPERLINK("http://x.example","asked")';
  await server.admin('POST', `/tenants/demo/subjects/${subject}/unlock`, { reason });
});

afterAll(async () => {
  await server.close();
  await dir.remove();
});

async function list(query: string): Promise<{ entries: Entry[]; next: string | null }> {
  const { body } = await server.admin('GET', `/tenants/demo/audit?${query}`);
  return body as unknown as { entries: Entry[]; next: string | null };
}

describe('the list of the audit trail', () => {
  it('has every attempt with its outcome, and what staff did with their words', async () => {
    const { entries } = await list(`subject=${subject}`);
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).toReversed()).toEqual([
      ...['subject.create created', 'pin.set set'],
      ...['pin.verify wrong', 'pin.verify verified', 'pin.verify wrong'],
      'pin.unlock unlocked',
    ]);
    expect(entries[0]).toMatchObject({
      ...{ actor: 'admin', dialect: 'admin', reason: expect.stringContaining('asked') },
      chain: { lane: expect.any(String), number: expect.any(Number) },
    });
  });

  it('comes page by page, each entry once', async () => {
    const all = (await list('limit=200')).entries.map(({ seq }) => seq);
    expect(all).toEqual(all.toSorted((one, other) => other - one));
    const found: number[] = [];
    for (let cursor = ''; ; ) {
      const page = await list(`limit=7${cursor}`);
      found.push(...page.entries.map(({ seq }) => seq));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(found).toEqual(all);
  });

  it('keeps to its filters', async () => {
    const wrong = (await list(`outcome=wrong&subject=${subject}`)).entries;
    expect(wrong.length).toBe(2);
    const [{ at } = { at: '' }] = wrong;
    expect((await list(`outcome=wrong&from=${at}&to=${at}`)).entries.length).toBeGreaterThan(0);
    expect((await list('to=2001-01-01')).entries).toEqual([]);
    expect((await list(`actor=nobody`)).entries).toEqual([]);
    expect((await list(`dialect=admin&action=pin.unlock`)).entries.length).toBe(1);
  });

  it.each(['limit=201', 'limit=0', 'cursor=x', 'from=yesterday', 'pin=8305', 'to=2026-02-30T'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await server.admin('GET', `/tenants/demo/audit?${query}`);
      expect([status, body['code']]).toEqual([400, 'request_malformed']);
    },
  );

  it('is empty for markup, formulas and another tenant', async () => {
    expect((await list(`subject=${encodeURIComponent("<b>'; DROP--")}`)).entries).toEqual([]);
    await server.admin('POST', '/tenants', { id: 'other', name: 'Other' });
    const { body } = await server.admin('GET', `/tenants/other/audit?subject=${subject}`);
    expect(body).toEqual({ entries: [], next: null });
  });
});

describe('the export of the audit trail', () => {
  it('is JSON Lines, oldest first, with everything the list has', async () => {
    const exported = await server.admin('GET', `/tenants/demo/audit/export?subject=${subject}`);
    expect(exported.headers.get('content-disposition')).toContain('filename="audit-demo.jsonl"');
    const lines = exported.text.trimEnd().split('\n');
    const { entries } = await list(`subject=${subject}`);
    expect(lines.map((line) => JSON.parse(line))).toEqual(entries.toReversed());
  });

  it('is a table in which nothing runs', async () => {
    const { text, headers } = await server.admin('GET', '/tenants/demo/audit/export?format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text).toContain(`"'=HYPERLINK(""http://x.example"",""asked"")"`);
    expect(text.split('\r\n').every((line) => line === '' || line.startsWith('"'))).toBe(true);
  });

  it('leaves an entry itself, of who and what', async () => {
    await server.admin('GET', '/tenants/demo/audit/export?format=csv&outcome=wrong');
    const [entry] = (await list('action=audit.export')).entries;
    expect(entry).toMatchObject({ actor: 'admin', outcome: 'exported', reason: 'csv, outcome' });
  });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, ...(await databaseEnvironment(dir.path)) };
  return new Promise((resolve) => {
    const all = [MAIN, ...args, '--data-dir', dir.path];
    execFile(process.execPath, all, { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('the proof of the audit trail, while the server runs', () => {
  it('is given by the admin API and by the command line alike', async () => {
    const { body } = await server.admin('GET', '/tenants/demo/audit/verify');
    expect(body).toMatchObject({ outcome: 'intact', unchained: 0, first: null });
    const ran = await run('audit', 'verify', '--json', '--tenant', 'demo');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ran.out)).toMatchObject({ tenant: 'demo', outcome: 'intact' });
  });

  it('names an entry that was altered in the database, with exit code 1', async () => {
    const [victim] = (await list(`outcome=wrong&subject=${subject}`)).entries;
    const set = (outcome: string) =>
      runRaw(dir.path, 'UPDATE audit SET outcome = ? WHERE seq = ?', outcome, victim?.seq ?? null);
    await set('verified');
    const { body } = await server.admin('GET', '/tenants/demo/audit/verify');
    expect(body).toMatchObject({
      outcome: 'broken',
      first: { kind: 'altered', seq: victim?.seq },
    });
    const ran = await run('audit', 'verify');
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(ran.out).toContain(`demo: broken`);
    expect(ran.out).toContain(`altered: at seq ${victim?.seq}: entry `);
    await set('wrong');
    expect((await run('audit', 'verify')).code).toBe(0);
  });

  it('takes anchors, and says what is wrong with one', async () => {
    const unknown = 'demo:nochain:1:c2lnbmF0dXJl';
    const ran = await run('audit', 'verify', '--anchor', unknown);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('which was kept elsewhere, is gone');
    expect(await run('audit', 'verify', '--anchor', 'x')).toMatchObject({
      ...{ code: 1, out: '', err: expect.stringContaining('An anchor is tenant:chain') },
    });
    const { status } = await server.admin('GET', '/tenants/demo/audit/verify?anchor=x');
    expect(status).toBe(400);
  });
});

describe('pintumbler audit', () => {
  it('names a tenant that is not there', async () => {
    const ran = await run('audit', 'verify', '--tenant', 'nobody');
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('no tenant nobody') });
  });
});

describe('how long the audit trail is kept', () => {
  it('is for ever, until a tenant says otherwise', async () => {
    const read = async () =>
      (await server.admin('GET', '/tenants/demo')).body['auditRetentionDays'];
    expect(await read()).toBeNull();
    const tooFew = await server.admin('PATCH', '/tenants/demo', { auditRetentionDays: 1 });
    expect(tooFew.status).toBe(400);
    await server.admin('PATCH', '/tenants/demo', { auditRetentionDays: 90 });
    expect(await read()).toBe(90);
    await server.admin('PATCH', '/tenants/demo', { auditRetentionDays: null });
    expect(await read()).toBeNull();
  });
});
