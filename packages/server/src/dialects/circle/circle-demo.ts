import type { DialectDemo } from '../dialect.ts';
import { appIdOf } from './app-id.ts';
import { showApiKey } from './identify.ts';
import { CIRCLE } from './settings.ts';

const USER = 'demo-circle-user';

/** A key for both SDKs to be set up with, and a user whom the start page's line makes a token for. */
export const circleDemo: DialectDemo = {
  section: 'circle',

  async seed(core, call, baseUrl) {
    const { key, secret } = await core.createCallerKey(call, { dialect: CIRCLE, name: 'demo' });
    if ((await core.findSubject(call, { id: USER })) === null) {
      await core.createSubject(call, { id: USER });
    }
    const appId = await appIdOf(core, call);
    return { baseUrl: `${baseUrl}/circle`, ...showApiKey(key.id, secret), appId };
  },

  curl: ({ baseUrl, apiKey }) =>
    [
      `curl -s ${baseUrl}/v1/w3s/users/token`,
      `-H 'Authorization: Bearer ${apiKey}'`,
      "-H 'Content-Type: application/json'",
      `-d '${JSON.stringify({ userId: USER })}'`,
    ].join(' '),
};
