import {
  type App,
  changeBody,
  demoApp,
  type Envelope,
  enrol,
  loginBody,
  otherApp,
  proveMobile,
} from '../dialects/onboarding/app.ts';
import { subjectOf } from '../dialects/onboarding/subjects.ts';
import type { TestServer } from '../support/test-server.ts';
import {
  type ChangeVerdict,
  type Door,
  NO_PINS,
  OWN_BUDGET,
  type Person,
  type Verdict,
} from './door.ts';

const LOGIN = '/onboarding/user/login/v1';
const CHANGE = '/onboarding/user/changePin/v1';
const RESET = '/onboarding/user/resetPin/v1';
const SAVE = '/onboarding/user/saveCredentials/v1';

const WRONG = 17;
const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'right',
  [WRONG]: 'wrong',
  28: 'locked',
};
const CHANGE_VERDICTS: Readonly<Record<number, ChangeVerdict>> = {
  200: 'changed',
  28: 'locked',
  49: 'wrong',
  52: 'refused',
};
/** What is no PIN at all, in the two ways this wire says so. */
const NO_PIN: readonly unknown[] = [16, 19];

let people = 0;

/** The onboarding wallet API: one phone a person, which logs in and then changes its PIN. */
export async function openOnboardingDoor(server: TestServer): Promise<Door> {
  return onboardingDoor(demoApp(server), new Map());
}

/** Who enrolled through this door: to others the wire says of an account only that the PIN is wrong. */
type Enrolled = Map<string, { readonly account: string; readonly mobile: string; token: string }>;

function onboardingDoor(app: App, enrolled: Enrolled): Door {
  async function ask({ names }: Person, pin: unknown): Promise<Envelope> {
    const token = await app.token();
    const headers = { 'x-account-number': names['account'] ?? '' };
    return app.ask(LOGIN, token, loginBody({ pin }, token), headers);
  }

  async function verify(person: Person, pin: string): Promise<Verdict> {
    const { resCode } = await ask(person, pin);
    // Nobody else may learn from the answer that there is such an account.
    if (resCode === WRONG && !enrolled.has(person.subject)) return 'unknown';
    return verdictOf(VERDICTS, resCode);
  }

  return {
    purpose: 'login',
    pins: { first: '8305', second: '5927', wrong: '4071', refused: '1111' },
    malformed: [...NO_PINS, '73920', '739205'],
    ...OWN_BUDGET,

    async enrol(pin) {
      const user = await enrol(app, pin);
      const { accountNumber: account, mobile } = user;
      // The wire never tells the tenant's own id of somebody.
      const subject = (await subjectOf(app.server, account)) ?? '';
      const person = { subject, names: { account } };
      enrolled.set(subject, { account, mobile, token: user.token });
      // The first login binds the phone, and the token of it goes on to change the PIN.
      const { data } = await ask(person, pin);
      enrolled.set(subject, { account, mobile, token: String(data?.['token']) });
      return person;
    },

    stranger() {
      people += 1;
      return { subject: 'onboarding-nobody', names: { account: `77${people}` } };
    },

    verify,

    async change(person, from, to) {
      const known = enrolled.get(person.subject);
      // Whoever has no login has nothing to change: it takes the token of one.
      if (known === undefined) {
        const verdict = await verify(person, from);
        return verdict === 'right' ? 'changed' : verdict;
      }
      const { resCode } = await app.ask(CHANGE, known.token, changeBody(from, to));
      return verdictOf(CHANGE_VERDICTS, resCode);
    },

    async setOver({ subject }, pin) {
      const { mobile = '' } = enrolled.get(subject) ?? {};
      const { token } = await proveMobile(app, mobile);
      return app.ask(SAVE, token, { keyRef: '', pin, signInMode: 1 });
    },

    async recover(person, newPin) {
      const known = enrolled.get(person.subject);
      if (known === undefined) throw new Error('not enrolled');
      const { token } = await proveMobile(app, known.mobile, 'RESET');
      const { resCode } = await app.ask(RESET, token, { pin: newPin, signInMode: 1 });
      if (resCode !== 200) throw new Error(`not recovered: ${resCode}`);
      // The login of before has ended with its PIN.
      const { data } = await ask(person, newPin);
      known.token = String(data?.['token']);
    },

    async sendMalformed(person, value) {
      const { resCode } = await ask(person, value);
      return NO_PIN.includes(resCode) ? 'refused' : 'evaluated';
    },

    async foreign() {
      people += 1;
      return onboardingDoor(await otherApp(app.server, `foreign-onboarding-${people}`), new Map());
    },
  };
}

function verdictOf<V>(verdicts: Readonly<Record<number, V>>, code: unknown): V {
  const verdict = verdicts[Number(code)];
  if (verdict === undefined) throw new Error(`no verdict: ${code}`);
  return verdict;
}
