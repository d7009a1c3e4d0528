import type { DialectDemo } from '../dialect.ts';
import { showKey } from './identify.ts';
import { TEMPLATE } from './settings.ts';

const SUBJECT = 'demo-template';
const USER = 'demo';
const PIN = '8305';

/** What `pintumbler dev` makes for newcomers; has to work again after a restart. */
export const templateDemo: DialectDemo = {
  section: 'template',

  async seed(core, call, baseUrl) {
    const { key, secret } = await core.createCallerKey(call, { dialect: TEMPLATE, name: 'demo' });
    const subject = { id: SUBJECT };
    if ((await core.findSubject(call, subject)) === null) {
      await core.createSubject(call, {
        ...subject,
        identifiers: [{ type: 'username', value: USER }],
      });
      await core.setPin(call, { subject, purpose: 'login', newPin: PIN });
    }
    return { url: `${baseUrl}/template`, ...showKey(key.id, secret), user: USER, pin: PIN };
  },

  curl: ({ url, apiKey, user, pin }) =>
    `curl -s ${url}/verify -H 'X-Api-Key: ${apiKey}' -d '{"user":"${user}","pin":"${pin}"}'`,
};
