import {
  appOf,
  DEVICE,
  logIn,
  OTHER_DEVICE,
} from '../../packages/server/test/dialects/onboarding/app.ts';
import { asTestServer } from '../doors.ts';
import { BUDGET, enrol, lockOut, PIN, verify, WRONG_PIN } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import { type Answer, ask, fresh } from '../target/ask.ts';
import type { Target } from '../target/target.ts';

type Shown = Readonly<Record<string, string>>;

export const enumerationByBytes: Row = {
  number: 8,
  title: 'enumeration by bytes',
  wants: 'to tell who exists, who has a PIN and who is locked from the bytes of an answer',
  holds: 'one answer for all of them where the asker may not know',
  quick: true,
  weakening: {
    what: 'tells a phone that is not theirs how an account stands (onboarding)',
    edits: [
      {
        file: 'dialects/onboarding/prove-pin.ts',
        find: '  const own = signIn.subject === subject.id',
        put: '  const own = true || signIn.subject === subject.id',
      },
    ],
    shows: /^a login on the onboarding wire tells nobody from (no PIN|locked)$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'dev' });
    const places: Readonly<Record<string, (target: Target) => Promise<Shown>>> = {
      'a login on the onboarding wire': onboardingLogins,
      'a token of the ETNA wire': etnaTokens,
      'a sign-in of operators': operatorSignIns,
      "another tenant's key": foreignSubjects,
      'the link of a page': links,
    };
    for (const [place, look] of Object.entries(places)) {
      const shown = Object.entries(await look(target));
      const [first] = shown;
      mustBeSo(first !== undefined, 'nothing was looked at');
      for (const [who, bytes] of shown) {
        mustHold(bytes === first[1], `${place} tells ${first[0]} from ${who}`);
      }
    }
  },
};

/** What somebody sees of an answer, without what differs between any two. */
function seen({ status, rawHeaders, text }: Answer): string {
  const headers = rawHeaders.map((each, at) => {
    const name = rawHeaders[at - (at % 2)]?.toLowerCase() ?? '';
    return at % 2 === 1 && ['date', 'x-request-id'].includes(name) ? '' : each;
  });
  const body = text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time');
  return JSON.stringify([status, headers, body]);
}

async function onboardingLogins(target: Target): Promise<Shown> {
  const server = asTestServer(target);
  const { apiKey = '', secret = '' } = target.demo.onboarding;
  const app = appOf(server, apiKey, secret);
  const account = () => String(400_000_000 + Math.floor(Math.random() * 99_999_999));
  const make = async (pin: string | null) => {
    const value = account();
    const id = await enrol(target, { pin, identifiers: [{ type: 'account', value }] });
    // The first login binds a phone; whoever asks afterwards has another one.
    if (pin !== null) await logIn(app, { account: value, pin, deviceId: DEVICE });
    return { value, id };
  };
  const [known, without, locked] = [await make(PIN), await make(null), await make(PIN)];
  await lockOut(target, locked.id);
  const asked = { nobody: account(), wrong: known.value, 'no PIN': without.value };
  const shown: Record<string, string> = {};
  for (const [who, number] of Object.entries({ ...asked, locked: locked.value })) {
    // As any copy of the app: it has shown no secret of its backend.
    const wanted = { referenceId: 'r', sdkPublicKey: '', sdkApiKey: apiKey, accountNumber: number };
    const made = await app.post('/token-service/client/server/new/token', '', wanted);
    const token = String(made.body['token']);
    const headers = {
      ...{ 'content-type': 'text/plain', 'x-api-token': token, 'x-api-key': apiKey },
      'x-account-number': number,
    };
    const body = {
      ...{ keyRef: '', pin: WRONG_PIN, signInMode: 1, token, authType: '1' },
      deviceId: OTHER_DEVICE,
    };
    const url = `${app.base}/onboarding/user/login/v1`;
    shown[who] = seen(await ask(url, 'POST', JSON.stringify(body), headers));
  }
  return shown;
}

async function etnaTokens(target: Target): Promise<Shown> {
  const { appKey, baseUrl, username } = target.demo.etna;
  const logInAs = (name: string) =>
    ask(`${baseUrl}/token`, 'POST', undefined, {
      ...{ 'et-app-key': appKey, username: name, password: 'not-the-Password-1' },
    });
  const nobody = seen(await logInAs(fresh('nobody')));
  const wrong = seen(await logInAs(username));
  for (let guess = 0; guess < BUDGET; guess += 1) await logInAs(username);
  return { nobody, wrong, locked: seen(await logInAs(username)) };
}

async function operatorSignIns(target: Target): Promise<Shown> {
  const account = fresh('operator');
  const made = await target.admin('POST', '/accounts', {
    ...{ name: account, role: 'auditor', password: 'copper-Kettle-41' },
  });
  mustBeSo(made.status < 300, `no account: ${made.text}`);
  const signIn = (name: string) =>
    ask(`${target.baseUrl}/admin/v1/session`, 'POST', {
      account: name,
      password: 'wrong-Kettle-42',
    });
  const nobody = seen(await signIn(fresh('nobody')));
  const wrong = seen(await signIn(account));
  for (let guess = 0; guess < BUDGET; guess += 1) await signIn(account);
  return { nobody, wrong, locked: seen(await signIn(account)) };
}

async function foreignSubjects(target: Target): Promise<Shown> {
  const id = fresh('other');
  const { body } = await target.admin('POST', '/tenants', { id, name: id });
  const foreign = { ...target, call: withKey(target, String(body['apiKey'])) };
  const known = await enrol(target);
  return {
    nobody: seen(await verify(foreign, fresh('person'), PIN)),
    foreign: seen(await verify(foreign, known, PIN)),
  };
}

function withKey(target: Target, key: string): Target['call'] {
  return (method, path, body) =>
    target.call(method, path, body, { authorization: `Bearer ${key}` });
}

async function links(target: Target): Promise<Shown> {
  const subject = await enrol(target);
  const { body } = await target.call('POST', '/v1/challenges', { type: 'verify', subject });
  const link = new URL(String(body['url']));
  const at = async (path: string) =>
    seen(await ask(`${link.origin}${path}`, 'GET', undefined, { 'accept-language': 'en' }));
  const mark = '0'.repeat(32);
  return {
    nothing: await at(`/c/nobody.${fresh('id')}.${mark}`),
    'a tenant': await at(`/c/${target.demo.tenant}.${fresh('id')}.${mark}`),
    'a challenge': await at(link.pathname.replace(/[0-9a-f]{32}$/, mark)),
  };
}
