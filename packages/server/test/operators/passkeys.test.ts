import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makeAccount, openBrowser, PASSWORD, signedIn } from './operator-browser.ts';

let server: TestServer;
let browser: Browser;
let page: Page;
let devices: CDPSession;
let device: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
});
afterAll(async () => {
  await Promise.all([server.close(), browser.close()]);
});

/** A page of the server's own, under a name: passkeys do not belong to numbers. */
beforeEach(async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(`http://localhost:${new URL(server.baseUrl).port}/docs/faults`);
  devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  device = await plugIn(true);
});

/** An authenticator of Chromium's own, which verifies its user or does not. */
async function plugIn(isUserVerified: boolean): Promise<string> {
  const options = {
    ...({ protocol: 'ctap2', transport: 'internal', hasResidentKey: true } as const),
    ...{ hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true },
  };
  const added = await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  return added.authenticatorId;
}

interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** As the console does it: in the page, with its cookies. */
async function call(method: string, path: string, body?: unknown): Promise<Answered> {
  return page.evaluate(
    async ([verb, address, sent]) => {
      const answer = await fetch(`/admin/v1${address}`, {
        method: String(verb),
        headers: { 'x-pintumbler-console': '1', 'content-type': 'application/json' },
        ...(sent !== undefined && { body: JSON.stringify(sent) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
    },
    [method, path, body] as const,
  );
}

/** Runs `navigator.credentials` on options from the server; its answer as JSON, or why not. */
async function authenticator(verb: 'create' | 'get', options: unknown): Promise<unknown> {
  const script = `(async () => {
    const options = ${JSON.stringify(options)};
    const publicKey = PublicKeyCredential.parse${verb === 'create' ? 'Creation' : 'Request'}OptionsFromJSON(options);
    try { return (await navigator.credentials.${verb}({ publicKey })).toJSON(); }
    catch (error) { return { refused: error.name }; }
  })()`;
  return page.evaluate(script);
}

async function signInByPassword(): Promise<string> {
  const account = await makeAccount(server);
  const signedIn = await call('POST', '/session', { account, password: PASSWORD });
  expect(signedIn.body).toMatchObject({ outcome: 'signed_in', account });
  return account;
}

async function addPasskey(): Promise<Answered> {
  const options = await call('POST', '/session/passkeys/options', { password: PASSWORD });
  const credential = await authenticator('create', options.body);
  return call('POST', '/session/passkeys', { credential, name: 'my laptop' });
}

async function useDevice(): Promise<unknown> {
  const { body } = await call('POST', '/session/passkey/options', {});
  expect(body).toMatchObject({ userVerification: 'required', rpId: 'localhost' });
  return authenticator('get', body);
}

const show = (credential: unknown) => call('POST', '/session/passkey', { credential });

describe('a passkey', () => {
  it('is made, signs its owner in, is listed, and opens nothing once it is removed', async () => {
    const account = await signInByPassword();
    const added = await addPasskey();
    expect([added.status, added.body]).toMatchObject([201, { name: 'my laptop', usedAt: null }]);
    await call('DELETE', '/session');
    expect((await call('GET', '/session')).status).toBe(401);

    const used = await useDevice();
    const signedInAgain = await show(used);
    expect(signedInAgain.body).toMatchObject({ outcome: 'signed_in', account, role: 'owner' });
    expect((await call('GET', '/session')).body).toMatchObject({ account, passkeys: 1 });
    // The same answer again: its challenge is used up.
    expect((await show(used)).body).toEqual({ outcome: 'wrong' });

    const { body } = await call('GET', '/session/passkeys');
    const [passkey] = body['passkeys'] as { id: string; usedAt: string }[];
    expect(passkey?.usedAt).not.toBeNull();
    const other = await signedIn(server);
    const path = `/session/passkeys/${passkey?.id}`;
    const shown = { password: PASSWORD };
    const foreign = await other.call('DELETE', path, shown);
    expect([foreign.status, foreign.body['code']]).toEqual([404, 'passkey_not_found']);
    expect((await call('DELETE', path, shown)).body).toEqual({ outcome: 'removed' });
    expect((await show(await useDevice())).body).toEqual({ outcome: 'wrong' });
  });

  it('does not open a disabled account, nor does a locked password stand in its way', async () => {
    const account = await signInByPassword();
    await addPasskey();
    const guess = () => openBrowser(server).signIn({ account, password: 'not the password' });
    await Promise.all(Array.from({ length: 9 }, guess));
    expect((await show(await useDevice())).body).toMatchObject({ outcome: 'signed_in' });
    await server.admin('PATCH', `/accounts/${account}`, { disabled: true });
    expect((await call('GET', '/session')).status).toBe(401);
    expect((await show(await useDevice())).body).toEqual({ outcome: 'wrong' });
  });

  it('is added and removed by nobody who does not know the password, and ends other sessions', async () => {
    const account = await signInByPassword();
    const unattended = { password: 'not the password' };
    const asked = await call('POST', '/session/passkeys/options', unattended);
    expect(asked.body).toEqual({ outcome: 'wrong' });
    expect((await call('POST', '/session/passkeys/options', {})).status).toBe(400);

    const elsewhere = openBrowser(server);
    await elsewhere.signIn({ account, password: PASSWORD });
    const added = await addPasskey();
    expect((await elsewhere.call('GET', '/session')).status).toBe(401);
    expect((await call('GET', '/session')).body).toMatchObject({ account, passkeys: 1 });

    await elsewhere.signIn({ account, password: PASSWORD });
    const path = `/session/passkeys/${added.body['id']}`;
    expect((await call('DELETE', path, unattended)).body).toEqual({ outcome: 'wrong' });
    expect((await elsewhere.call('GET', '/session')).status).toBe(200);
    expect((await call('DELETE', path, { password: PASSWORD })).body['outcome']).toBe('removed');
    expect((await elsewhere.call('GET', '/session')).status).toBe(401);
    expect((await call('GET', '/session')).body).toMatchObject({ account, passkeys: 0 });
  });

  it('is too late after two minutes', async () => {
    await signInByPassword();
    await addPasskey();
    const used = await useDevice();
    await server.advanceClock(121);
    expect((await show(used)).body).toEqual({ outcome: 'wrong' });
  });

  it('is refused from a device that did not verify its user, in making and in use', async () => {
    await signInByPassword();
    await addPasskey();
    await devices.send('WebAuthn.setUserVerified', {
      ...{ authenticatorId: device, isUserVerified: false },
    });
    expect(await useDevice()).toHaveProperty('refused');
    // A browser that does not insist: the server does.
    const { body } = await call('POST', '/session/passkey/options', {});
    const careless = await authenticator('get', { ...body, userVerification: 'discouraged' });
    expect(careless).toHaveProperty('response');
    expect((await show(careless)).body).toEqual({ outcome: 'wrong' });
  });

  it('is a copy when it counts back, and opens nothing', async () => {
    await signInByPassword();
    await addPasskey();
    const { credentials } = await devices.send('WebAuthn.getCredentials', {
      authenticatorId: device,
    });
    const [original] = credentials;
    if (original === undefined) throw new Error('the device has no credential');
    for (let uses = 0; uses < 3; uses += 1) {
      expect((await show(await useDevice())).body).toMatchObject({ outcome: 'signed_in' });
    }
    await devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: device });
    const copy = await plugIn(true);
    await devices.send('WebAuthn.addCredential', {
      ...{ authenticatorId: copy, credential: { ...original, signCount: 1 } },
    });
    expect((await show(await useDevice())).body).toEqual({ outcome: 'wrong' });
  });

  it('answers no challenge that was made for something or somebody else', async () => {
    await signInByPassword();
    await addPasskey();
    const toAdd = await call('POST', '/session/passkeys/options', { password: PASSWORD });
    const answer = await authenticator('get', {
      ...{ challenge: toAdd.body['challenge'], rpId: 'localhost', userVerification: 'required' },
    });
    expect((await show(answer)).body).toEqual({ outcome: 'wrong' });

    const other = await signedIn(server);
    const theirs = await other.call('POST', '/session/passkeys/options', { password: PASSWORD });
    await devices.send('WebAuthn.clearCredentials', { authenticatorId: device });
    const credential = await authenticator('create', theirs.body);
    const mine = await call('POST', '/session/passkeys', { credential, name: 'not mine' });
    expect(mine.body).toEqual({ outcome: 'refused' });
    const odd = [{}, { id: 'x', response: 7 }, { id: 'x', response: { clientDataJSON: '{' } }];
    for (const each of odd) expect((await show(each)).body).toEqual({ outcome: 'wrong' });
  });
});
