import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { Password } from '../../core/model/password.ts';
import type { DialectDemo } from '../dialect.ts';
import { showAppKey } from './app-key.ts';
import { ETNA, MOUNT } from './settings.ts';

const SUBJECT = 'demo-etna';
const APP_KEY = 'demo-etna-app';
const PERSON = {
  username: 'demo.trader',
  password: 'copper-Kettle-41',
  email: 'demo.trader@example.com',
} as const;

/** An app, and somebody with a password who has no PIN yet: the way to the first one is the demo. */
export const etnaDemo: DialectDemo = {
  section: ETNA,

  async seed(core, call, baseUrl) {
    const appKey = await findOrMakeKey(core, call);
    await enrol(core, call);
    return { baseUrl: `${baseUrl}${MOUNT}/api`, ...showAppKey(appKey), ...PERSON };
  },

  curl: ({ baseUrl, appKey, username, password }) =>
    [
      `curl -s ${baseUrl}/token`,
      `-H 'Et-App-Key: ${appKey}'`,
      `-H 'Username: ${username}'`,
      `-H 'Password: ${password}'`,
      "-d ''",
    ].join(' '),
};

/** A key that was chosen cannot be made twice; it is public, so the one there is will do. */
async function findOrMakeKey(core: Core, call: Call): Promise<string> {
  const keys = await core.listCallerKeys(call);
  const own = keys.filter(({ dialect, id }) => dialect === ETNA && id === APP_KEY);
  if (own.some(({ revokedAt }) => revokedAt === null)) return APP_KEY;
  // One that was revoked stays so, and another takes its place.
  const chosen = own.length === 0 ? { id: APP_KEY } : {};
  const { key } = await core.createCallerKey(call, { dialect: ETNA, name: 'demo', ...chosen });
  return key.id;
}

/** Keeps the person of an earlier start as they are, PIN and password included. */
async function enrol(core: Core, call: Call): Promise<void> {
  if ((await core.findSubject(call, { id: SUBJECT })) !== null) return;
  const { username, password, email } = PERSON;
  await core.createSubject(call, {
    id: SUBJECT,
    identifiers: [
      { type: 'username', value: username },
      { type: 'email', value: email },
    ],
  });
  const newPassword = Password.parse(password);
  if (newPassword === null) throw new Error('the demo password is none');
  await core.putPassword(call, { subject: { id: SUBJECT }, newPassword });
}
