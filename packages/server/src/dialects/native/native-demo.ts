import type { DialectDemo } from '../dialect.ts';
import { formatApiKey } from './api-key.ts';

const SUBJECT = 'demo-native';
const PIN = '8305';

/** A key and a subject with a PIN, so that the first line a newcomer pastes answers `verified`. */
export const nativeDemo: DialectDemo = {
  section: 'native',

  async seed(core, call, baseUrl) {
    const { key, secret } = await core.createCallerKey(call, { dialect: 'native', name: 'demo' });
    const subject = { id: SUBJECT };
    if ((await core.findSubject(call, subject)) === null) {
      const email = { type: 'email', value: 'demo@example.com' } as const;
      await core.createSubject(call, { ...subject, identifiers: [email] });
      await core.setPin(call, { subject, purpose: 'login', newPin: PIN });
    }
    return { baseUrl, apiKey: formatApiKey(key.id, secret), subject: SUBJECT, pin: PIN };
  },

  curl: ({ baseUrl, apiKey, subject, pin }) =>
    [
      `curl -s ${baseUrl}/v1/subjects/${subject}/pin/verify`,
      `-H 'Authorization: Bearer ${apiKey}'`,
      "-H 'Content-Type: application/json'",
      `-d '{"pin":"${pin}"}'`,
    ].join(' '),
};
