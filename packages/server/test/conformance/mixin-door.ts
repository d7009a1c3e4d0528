import { randomBytes, randomUUID } from 'node:crypto';
import { makePerson, openSession } from '../dialects/mixin/people.ts';
import {
  ed25519Key,
  openSigner,
  readKeystore,
  type Session,
  type Signer,
  type WireAnswer,
} from '../dialects/mixin/signer.ts';
import type { TestServer } from '../support/test-server.ts';
import { type ChangeVerdict, type Door, NO_PINS, type Verdict } from './door.ts';
import { recoverByStaff } from './native-door.ts';

const WRONG = 20119;
const REFUSED_PIN = 20118;
const BAD_FIELD = 10002;
const VERDICTS: Readonly<Record<number, Verdict & ChangeVerdict>> = {
  401: 'unknown',
  429: 'locked',
};

let tenants = 0;

/** Somebody whom nobody has ever heard of, with a key of their own. */
const NOBODY: Session = {
  userId: randomUUID(),
  sessionId: randomUUID(),
  key: ed25519Key(randomBytes(32)),
  aesKey: randomBytes(32),
};

/** The Mixin wire: PIN texts encrypted by the session of a device, as the SDKs send them. */
export async function openMixinDoor(server: TestServer): Promise<Door> {
  // Trying on moves the end of a lock on this wire, and scenarios try in between to see it.
  const mixin = { lockHoursMax: 0 };
  await server.admin('PATCH', `/tenants/${server.demo.tenant}`, { dialects: { mixin } });

  // A device tells its PIN texts apart by rising numbers, so it sends one at a time; of guesses that
  // come at once, each is from a device of its own.
  const idle = new Map<string, Signer[]>();
  return mixinDoor(
    server,
    async (subject, use) => {
      const devices = idle.get(subject);
      if (devices === undefined) return use(signerOf(server, { ...NOBODY, userId: subject }));
      const device = devices.pop() ?? (await openSession(server, subject));
      const answer = await use(device);
      devices.push(device);
      return answer;
    },
    async (pin) => {
      const person = await makePerson(server, pin);
      idle.set(person.userId, [person]);
      return person.userId;
    },
  );
}

type WithDevice = (
  subject: string,
  use: (device: Signer) => Promise<WireAnswer>,
) => Promise<WireAnswer>;

function mixinDoor(
  server: TestServer,
  withDevice: WithDevice,
  makeUser: (pin: string) => Promise<string>,
): Door {
  return {
    purpose: 'login',
    budget: 5,
    // Wrong PINs of 24 hours count, whatever came between them.
    budgetAfterRight: 1,
    firstLockSeconds: 24 * 3600,
    pins: { first: '739205', second: '618033', wrong: '407192', refused: '111111' },
    // Three digits are three bytes, and three bytes are the six digits of their hexadecimal form.
    malformed: [...NO_PINS.filter((value) => value !== '123'), '73920', '7392051', '73920a'],

    enrol: async (pin) => ({ subject: await makeUser(pin), names: {} }),

    stranger: () => ({ subject: NOBODY.userId, names: {} }),

    async verify({ subject }, pin) {
      const answer = await withDevice(subject, (device) => device.verify(pin));
      return answer.data === undefined ? verdictOf(answer) : 'right';
    },

    async change({ subject }, from, to) {
      const answer = await withDevice(subject, (device) => device.update(to, from));
      if (answer.data !== undefined) return 'changed';
      return answer.error?.code === REFUSED_PIN ? 'refused' : verdictOf(answer);
    },

    setOver: ({ subject }, pin) => withDevice(subject, (device) => device.update(pin)),

    recover: (person, newPin) => recoverByStaff(server, person, 'login', newPin),

    async sendMalformed({ subject }, value) {
      const { error } = await withDevice(subject, (device) => {
        const pin = typeof value === 'string' ? device.seal(value) : value;
        return device.ask('POST', '/pin/verify', { pin });
      });
      return error?.code === REFUSED_PIN || error?.code === BAD_FIELD ? 'refused' : 'evaluated';
    },

    foreign: () => openForeign(server),
  };
}

/** An app of another tenant, which says that it is whoever it asks about. */
async function openForeign(server: TestServer): Promise<Door> {
  tenants += 1;
  const id = `foreign-mixin-${tenants}`;
  await server.admin('POST', '/tenants', { id, name: id });
  const wanted = { dialect: 'mixin', name: id };
  const { body } = await server.admin('POST', `/tenants/${id}/keys`, wanted);
  const { official7App = {} } = body['keystores'] as Record<string, Record<string, string>>;
  const app = readKeystore(official7App);
  return mixinDoor(
    server,
    (userId, use) => use(signerOf(server, { ...app, userId })),
    () => Promise.reject(new Error('enrols nobody')),
  );
}

function signerOf(server: TestServer, session: Session): Signer {
  return openSigner(server.demo.mixin.baseUrl, session, () => server.server.core.now());
}

function verdictOf({ error, text }: WireAnswer): Verdict & ChangeVerdict {
  // The wire says the same to a text that it did not evaluate; those have no count.
  const evaluated = error?.extra?.['remaining'] !== undefined;
  const verdict = error?.code === WRONG && evaluated ? 'wrong' : VERDICTS[error?.code ?? 0];
  if (verdict === undefined) throw new Error(`no verdict: ${text}`);
  return verdict;
}
