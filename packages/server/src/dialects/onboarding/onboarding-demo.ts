import { exportJWK, generateKeyPair } from 'jose';
import type { Core } from '../../core/core.ts';
import { isFault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { CreatedCallerKey } from '../../core/usecases/create-caller-key.ts';
import type { DialectDemo } from '../dialect.ts';
import { showKey } from './authenticate.ts';
import { MOUNT, ONBOARDING } from './settings.ts';

const SUBJECT = 'demo-onboarding';
const ACCOUNT = '1477';
const MOBILE = '7000000002';
const PIN = '8305';

/** The vendor's sample key, and others like it where that is taken. */
const FIRST_KEY = 2001;
const KEYS_MAX = 100;

/** An app's credentials and a registered user, by the names of the documents. */
export const onboardingDemo: DialectDemo = {
  section: 'onboarding',

  async seed(core, call, baseUrl) {
    const { key, secret } = await createKey(core, call);
    if ((await core.findSubject(call, { id: SUBJECT })) === null) {
      await core.createSubject(call, {
        id: SUBJECT,
        identifiers: [
          { type: 'account', value: ACCOUNT },
          { type: 'msisdn', value: `91${MOBILE}` },
        ],
      });
      await core.setPin(call, { subject: { id: SUBJECT }, purpose: 'login', newPin: PIN });
    }
    return {
      baseUrl: `${baseUrl}${MOUNT}`,
      ...showKey(key.id, secret),
      publicKey: await makePublicKey(),
      ...{ accountNumber: ACCOUNT, mobile: MOBILE, pin: PIN },
    };
  },

  curl: ({ baseUrl, apiKey, publicKey, secret }) =>
    [
      `curl -s ${baseUrl}/token-service/new/token`,
      "-H 'Content-Type: text/plain'",
      `-d '${JSON.stringify({ apiKey, publicKey, secret })}'`,
    ].join(' '),
};

/** Key names are one server's, and stay taken when the file with the secret was lost. */
async function createKey(core: Core, call: Call): Promise<CreatedCallerKey> {
  for (let number = FIRST_KEY; ; number += 1) {
    const wanted = { dialect: ONBOARDING, name: 'demo', id: `MOB-APP-${number}` };
    try {
      return await core.createCallerKey(call, wanted);
    } catch (error) {
      if (!isFault(error, 'key_exists') || number - FIRST_KEY === KEYS_MAX) throw error;
    }
  }
}

/** What an app makes at its start, as base64url of a JSON Web Key (onb 2). */
async function makePublicKey(): Promise<string> {
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
  return Buffer.from(JSON.stringify(await exportJWK(publicKey))).toString('base64url');
}
