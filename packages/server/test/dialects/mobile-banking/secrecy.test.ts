import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { everythingKept } from '../../support/sinks.ts';
import { startTestServer } from '../../support/test-server.ts';
import { demoGateway, enrol } from './gateway.ts';

// Long enough that none of them turns up in a file by chance.
const RIGHT = '739205184627';
const WRONG = '620917358402';
const NEW = '518273946051';

/** A PIN as it might be written down. */
function spellings(pin: string): readonly string[] {
  const bytes = Buffer.from(pin);
  const digests = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes));
  return [
    ...[pin, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex')],
    ...digests.map((hash) => hash.digest('hex')),
    bytes.toString('utf8').split('').join('\u0000'),
  ];
}

it('no PIN of any action reaches an answer or a file', async () => {
  const server = await startTestServer();
  try {
    const gateway = demoGateway(server);
    const documents = [{ type: 'NATIONAL_ID', value: '12345678' }];
    const member = await enrol(server, { pin: RIGHT, documents });
    const fields = {
      ...{ new_pin: NEW, app_id: 'app-1', identity_type: 'NATIONAL_ID', identity: '12345678' },
      ...{ auth_security_type: 'PASSWORD', auth_action: 'NONE' },
    };
    const actions = [
      'LOGIN',
      'GET_AUTH_SECURITY_PARAMETERS',
      'SET_AUTH_SECURITY_PARAMETERS',
      'ACTIVATE_MOBILE_APP',
      'DEACTIVATE_MOBILE_APP',
      'SET_PIN',
      'CHANGE_PIN',
    ];
    const answers: string[] = [];
    for (const action of actions) {
      for (const pin of [WRONG, RIGHT, Number(RIGHT), `${RIGHT} `, [RIGHT]]) {
        const answer = await gateway.post(action, { ...member.sim(), ...fields, pin });
        answers.push(answer.text, JSON.stringify([...answer.headers]));
      }
    }
    expect(answers.some((text) => text.includes('PIN changed successfully'))).toBe(true);

    const kept = (await everythingKept(server.dataDir)).map(([, content]) => content);
    const haystack = [...answers, ...kept].join('\n');
    for (const spelling of [RIGHT, WRONG, NEW].flatMap(spellings)) {
      expect(haystack.includes(spelling)).toBe(false);
    }
  } finally {
    await server.close();
  }
});
