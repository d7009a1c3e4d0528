import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayDo, type Need, OPERATOR_ROLES } from '../../src/core/model/operator.ts';
import { DIALECTS } from '../../src/dialects/registry.ts';
import { describedAdminRoutes } from '../../src/http/admin/admin-routes.ts';
import { send, startTestServer, type TestServer } from '../support/test-server.ts';
import { type OperatorBrowser, openBrowser, PASSWORD, signedIn } from './operator-browser.ts';

/**
 * What each call takes, decided once for each: a call that is added does not pass before somebody has
 * said here what it takes. `open`: anybody may ask.
 */
const DECIDED: Readonly<Record<string, Need | 'open'>> = {
  'POST /session': 'open',
  'GET /session': 'read',
  'DELETE /session': 'read',
  'POST /session/passkey/options': 'open',
  'POST /session/passkey': 'open',
  'PUT /session/password': 'read',
  'POST /session/totp': 'read',
  'POST /session/totp/confirm': 'read',
  'DELETE /session/totp': 'read',
  'POST /session/passkeys/options': 'read',
  'POST /session/passkeys': 'read',
  'GET /session/passkeys': 'read',
  'DELETE /session/passkeys/:id': 'read',
  'GET /accounts': 'read',
  'POST /accounts': 'own',
  'PATCH /accounts/:name': 'own',
  'POST /accounts/:name/unlock': 'own',
  'GET /accounts/audit': 'read',
  'GET /keys/rotations': 'read',
  'POST /keys/rotations': 'own',
  'POST /keys/roots/:id/retire': 'own',
  'GET /tenants': 'read',
  'POST /tenants': 'own',
  'GET /tenants/:tenant': 'read',
  'PATCH /tenants/:tenant': 'operate',
  'DELETE /tenants/:tenant': 'own',
  'GET /tenants/:tenant/approvals': 'read',
  'POST /tenants/:tenant/approvals/:id/approve': 'operate',
  'POST /tenants/:tenant/approvals/:id/reject': 'operate',
  'GET /tenants/:tenant/keys': 'read',
  'POST /tenants/:tenant/keys': 'own',
  'DELETE /tenants/:tenant/keys/:id': 'operate',
  'GET /tenants/:tenant/subjects/:id/clients': 'read',
  'DELETE /tenants/:tenant/subjects/:id/clients/:client': 'operate',
  'POST /tenants/:tenant/subjects/:id/unlock': 'operate',
  'POST /tenants/:tenant/subjects/:id/confirm': 'operate',
  'POST /tenants/:tenant/confirmations': 'own',
  'POST /tenants/:tenant/subjects/:id/force-change': 'operate',
  'POST /tenants/:tenant/subjects/:id/suspend': 'operate',
  'POST /tenants/:tenant/subjects/:id/resume': 'operate',
  'POST /tenants/:tenant/recoveries/:id/approve': 'operate',
  'POST /tenants/:tenant/subjects/:id/password/unlock': 'operate',
  'PUT /tenants/:tenant/subjects/:id/password': 'operate',
  'PUT /tenants/:tenant/subjects/:id/pin-hash': 'own',
  'GET /tenants/:tenant/audit': 'read',
  'GET /tenants/:tenant/messages': 'read',
  'GET /server/series': 'read',
  'GET /tenants/:tenant/stats': 'read',
  'GET /tenants/:tenant/spraying': 'read',
  'POST /tenants/:tenant/spraying/end': 'operate',
  'POST /tenants/:tenant/policy/preview': 'read',
  'GET /tenants/:tenant/audit/export': 'read',
  'GET /tenants/:tenant/audit/verify': 'read',
  'GET /tenants/:tenant/subjects': 'read',
  'GET /tenants/:tenant/subjects/:id': 'read',
  'GET /tenants/:tenant/subjects/:id/timeline': 'read',
  'DELETE /tenants/:tenant/subjects/:id/devices/:device': 'operate',
  'DELETE /tenants/:tenant/subjects/:id/pin': 'operate',
  'POST /tenants/:tenant/unlocks': 'operate',
  'GET /tenants/:tenant/webhooks': 'read',
  'GET /tenants/:tenant/webhooks/:id': 'read',
  'GET /tenants/:tenant/webhooks/:id/deliveries': 'read',
  'POST /tenants/:tenant/webhooks': 'operate',
  'PATCH /tenants/:tenant/webhooks/:id': 'operate',
  'DELETE /tenants/:tenant/webhooks/:id': 'operate',
  'POST /tenants/:tenant/webhooks/:id/test': 'operate',
  'POST /tenants/:tenant/webhooks/:id/deliveries/:delivery/replay': 'operate',
};

const ROUTES = describedAdminRoutes(DIALECTS);
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

let server: TestServer;
let browsers: Readonly<Record<string, OperatorBrowser>>;

beforeAll(async () => {
  server = await startTestServer();
  const entries = OPERATOR_ROLES.map(async (role) => [role, await signedIn(server, role)] as const);
  browsers = Object.fromEntries(await Promise.all(entries));
});
afterAll(() => server.close());

it('what a call takes is decided for each there is, and for no other', () => {
  const actual = ROUTES.map((route) => [nameOf(route), route.open ? 'open' : route.needs]);
  expect(Object.fromEntries(actual)).toEqual(DECIDED);
});

/** Of nobody's and of no tenant, so that whoever may do it changes nothing by it. */
function addressOf(path: string): string {
  return path.replace(':tenant', 'no-such-tenant').replace(/:\w+/g, 'no-such-thing');
}

describe.each(ROUTES.filter(({ open }) => !open).map((route) => [nameOf(route), route] as const))(
  '%s',
  (_name, { method, path, needs }) => {
    const address = addressOf(path);
    // Last of all, or the others would be signed out.
    const signsOut = nameOf({ method, path }) === 'DELETE /session';

    it.each(OPERATOR_ROLES)('as decided, for an %s', async (role) => {
      if (signsOut) return;
      const body = method === 'GET' ? undefined : {};
      const { status, body: answer } = await (browsers[role] as OperatorBrowser).call(
        ...([method, address, body] as const),
      );
      if (mayDo(role, needs)) expect(status).not.toBe(403);
      else expect([status, answer['code']]).toEqual([403, 'forbidden']);
      expect(status).not.toBe(401);
    });

    it('for nobody who has not signed in, whatever they send', async () => {
      const url = `${server.baseUrl}/admin/v1${address}`;
      const strangers = [
        {},
        { authorization: `Bearer ${server.demo.native.apiKey}` },
        { authorization: `Bearer ${server.demo.adminKey}x` },
        { authorization: `Basic ${btoa(`admin:${server.demo.adminKey}`)}` },
        { cookie: 'pintumbler-console=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
        { cookie: `__Host-pintumbler-console=${browsers['owner']?.token}` },
      ];
      for (const headers of strangers) {
        const own = { origin: server.baseUrl, 'x-pintumbler-console': '1', ...headers };
        const { status } = await send(url, method, method === 'GET' ? undefined : {}, own);
        expect(status, JSON.stringify(headers)).toBe(401);
      }
    });
  },
);

describe('an owner', () => {
  it('does not change the own account, and so never locks out the last of them', async () => {
    const owner = await signedIn(server);
    const path = `/accounts/${owner.account}`;
    for (const change of [{ role: 'auditor' }, { disabled: true }, { password: PASSWORD }]) {
      expect((await owner.call('PATCH', path, change)).status).toBe(403);
    }
    expect((await owner.call('GET', '/session')).body).toMatchObject({ role: 'owner' });
  });

  it('gives somebody who lost a password a new one, and access back', async () => {
    const { account } = await signedIn(server, 'operator');
    const password = 'handed over by an owner';
    const owner = browsers['owner'] as OperatorBrowser;
    const change = (body: unknown) => owner.call('PATCH', `/accounts/${account}`, body);
    expect((await change({ disabled: true })).body).toMatchObject({ disabled: true });
    const outcome = async (given: string) =>
      (await openBrowser(server).signIn({ account, password: given })).body['outcome'];
    expect(await outcome(PASSWORD)).toBe('wrong');
    expect((await change({ disabled: false, password })).body).toMatchObject({ disabled: false });
    expect([await outcome(PASSWORD), await outcome(password)]).toEqual(['wrong', 'signed_in']);
  });
});

describe('an account', () => {
  it.each([
    [{ name: 'admin' }, 400],
    [{ name: 'Upper' }, 400],
    [{ name: '<b>' }, 400],
    [{ name: '=cmd' }, 400],
    [{ role: 'root' }, 400],
    [{ password: '' }, 400],
    [{ password: 'elevenchars' }, 200],
    [{ name: 'long-name-of-mine', password: 'long-name-of-mine' }, 200],
  ])('is not made as %j', async (over, status) => {
    const body = { name: 'somebody', role: 'auditor', password: PASSWORD, ...over };
    const answer = await server.admin('POST', '/accounts', body);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body['outcome']).toBe('password_refused');
  });

  it('keeps its name for good', async () => {
    const { account } = await signedIn(server, 'auditor');
    await server.admin('PATCH', `/accounts/${account}`, { disabled: true });
    const again = { name: account, role: 'owner', password: PASSWORD };
    const answer = await server.admin('POST', '/accounts', again);
    expect([answer.status, answer.body['code']]).toEqual([409, 'account_exists']);
    const { body } = await server.admin('GET', '/accounts');
    expect(body['accounts']).toContainEqual(
      expect.objectContaining({ name: account, role: 'auditor', disabled: true, totp: false }),
    );
  });
});

describe('the tenant operators are kept in', () => {
  it('is no tenant to anybody', async () => {
    const { body, text } = await server.admin('GET', '/tenants');
    expect(body['tenants']).toHaveLength(1);
    expect(text).not.toContain('@operators');
    for (const id of ['@operators', '%40operators']) {
      expect((await server.admin('GET', `/tenants/${id}`)).status).toBe(404);
      const key = { dialect: 'native', name: 'a key' };
      expect((await server.admin('POST', `/tenants/${id}/keys`, key)).status).toBe(404);
    }
    const made = await server.admin('POST', '/tenants', { id: '@operators', name: 'Mine' });
    expect(made.status).toBe(400);
  });
});
