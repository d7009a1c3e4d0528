import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestCore, type TestCore } from '../../../../test/support/test-core.ts';
import type { Call } from '../../../core/model/call.ts';
import type { WireRequest } from '../../dialect.ts';
import { issue } from '../issue.ts';
import { createUser } from './create-user.ts';

type User = Readonly<Record<string, unknown>>;
interface Answer {
  readonly data?: User;
  readonly error?: { readonly code: number; readonly extra?: User };
}

let opened: TestCore;
let app: Call;
beforeAll(async () => {
  opened = await openTestCore();
  const call = { ...opened.call, dialect: 'mixin' };
  const wanted = { name: 'An app', algorithm: 'ed25519' } as const;
  app = { ...call, client: (await issue(opened.core, call, wanted)).key };
});
afterAll(() => opened.close());

/** What came through the door with this token; its signature is checked there. */
async function ask(body: object, jti: string, call = app): Promise<Answer> {
  const iat = Math.floor(opened.clock.now() / 1000);
  const id = '00000000-0000-4000-8000-000000000000';
  const claims = { uid: id, sid: id, iat, exp: iat + 60, sig: '0'.repeat(64), jti };
  const parts = [{ alg: 'EdDSA' }, claims].map((part) => JSON.stringify(part));
  const token = [...parts, 'signature'].map((part) => Buffer.from(part).toString('base64url'));
  const request: WireRequest = {
    ...{ id: 'r', source: '127.0.0.1', params: {}, query: {}, method: 'POST', address: '/users' },
    headers: { authorization: `Bearer ${token.join('.')}` },
    body: Buffer.from(JSON.stringify(body)),
  };
  return (await createUser.handle(request, call, opened.core)).body as Answer;
}

async function newKey(): Promise<string> {
  const { publicKey } = await opened.core.generateClientKey('ed25519');
  return Buffer.from(publicKey.bytes).toString('base64url');
}

describe('POST /users', () => {
  it('makes a user with a session and everything SDKs read', async () => {
    const { data } = await ask({ full_name: 'Ann', session_secret: await newKey() }, 'first');
    expect(data).toMatchObject({
      ...{ type: 'user', full_name: 'Ann', relationship: 'ME', has_pin: false, tip_counter: 0 },
      ...{ tip_key_base64: '', mute_until: '0001-01-01T00:00:00Z', is_deactivated: false },
    });
    const { pin_token, pin_token_base64 } = data as Readonly<Record<string, string>>;
    expect(Buffer.from(pin_token ?? '', 'base64')).toHaveLength(32);
    expect(Buffer.from(pin_token ?? '', 'base64').toString('base64url')).toBe(pin_token_base64);
    expect(data?.['server_public_key']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('finds the user it made when the very same token comes again', async () => {
    const body = { full_name: 'Bob', session_secret: await newKey() };
    const answers = await Promise.all([ask(body, 'twice'), ask(body, 'twice')]);
    const later = await ask(body, 'twice');
    expect(answers).toEqual([later, later]);
    expect((await ask(body, 'another')).data?.['user_id']).not.toBe(later.data?.['user_id']);
  });

  it('does not give the session of a token to another key', async () => {
    await ask({ session_secret: await newKey() }, 'mine');
    const { error } = await ask({ session_secret: await newKey() }, 'mine');
    expect(error).toMatchObject({ code: 10002, extra: { field: 'session_secret' } });
  });

  it('does not bring a revoked session back', async () => {
    const body = { session_secret: await newKey() };
    const { data } = await ask(body, 'revoked');
    const session = { dialect: 'mixin', id: String(data?.['session_id']) };
    await opened.core.revokeClientKey(app, session);
    expect((await ask(body, 'revoked')).error?.code).toBe(10002);
  });

  it.each([
    ['no base64', '*'],
    ['no key', 'AAAA'],
    ['a point of small order', Buffer.alloc(32).toString('base64')],
    ['random bytes', randomBytes(200).toString('base64')],
  ])('names the field and leaves nobody behind for %s', async (what, session_secret) => {
    const before = await opened.core.listAudit(app, 500);
    const { error } = await ask({ full_name: 'Eve', session_secret }, what);
    expect(error).toMatchObject({ code: 10002, extra: { field: 'session_secret' } });
    expect(await opened.core.listAudit(app, 500)).toEqual(before);
  });

  it('is for apps only', async () => {
    const { data } = await ask({ session_secret: await newKey() }, 'a user');
    const client = { id: String(data?.['session_id']), subject: String(data?.['user_id']) };
    const body = { session_secret: await newKey() };
    await expect(ask(body, 'by a user', { ...app, client })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
