import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { everythingKept } from '../../support/sinks.ts';
import { startTestServer } from '../../support/test-server.ts';
import { demoBackend, makeUser } from './backend.ts';
import { callPage, openPage } from './pin-page.ts';

const FIRST = '749382';
const WRONG = '407192';
const NEW = '592836';
// Long enough that none of them turns up in a file by chance.
const ANSWERS = ['Wolperdinger of Oberammergau', '1961-03-14 in the early morning'];
const QUESTIONS = ['Which animal did you never see?', 'When was your aunt born?'];

/** A secret as it might be written down; six bare digits would turn up by chance. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const digests = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes));
  return [
    ...[`"${secret}"`, `=${secret}&`, bytes.toString('hex')],
    ...digests.map((hash) => hash.digest('hex')),
    ...(secret.length > 6 ? [secret, secret.toLowerCase(), bytes.toString('base64')] : []),
  ];
}

it('no PIN, answer, question, grant or token of a ceremony reaches an answer or a file', async () => {
  const server = await startTestServer();
  try {
    const backend = await demoBackend(server);
    const userId = await makeUser(backend);
    const told: string[] = [];
    const secrets = [FIRST, WRONG, NEW, ...ANSWERS];
    const open = async (call: Parameters<typeof openPage>[2]) => {
      const page = await openPage(backend, userId, call);
      secrets.push(page.userToken, page.encryptionKey);
      return async (name: Parameters<typeof callPage>[2], body?: object) => {
        const answer = await callPage(server, page, name, body);
        told.push(JSON.stringify([...answer.headers]));
        // The page that asks is told the questions, and whoever answered them gets the grant.
        if (name !== 'start' && !('grant' in answer.body)) told.push(answer.text);
        return answer.body;
      };
    };
    const pins = [FIRST, WRONG, Number(FIRST), `${FIRST} `, [NEW], { pin: NEW }];
    const questions = QUESTIONS.map((question, index) => {
      return { question, type: 'TEXT', answer: ANSWERS[index], hint: 'none' };
    });

    const set = await open('createUserPin');
    for (const pin of pins) await set('new-pin', { pin });
    await set('finish', { newPin: '000000', questions });
    await set('finish', { newPin: NEW, questions: [questions[0], questions[0]] });
    expect(await set('finish', { newPin: FIRST, questions })).toMatchObject({ status: 'COMPLETE' });

    const restore = await open('restoreUserPin');
    await restore('start');
    await restore('answers', { answers: ANSWERS.toReversed() });
    const { grant } = await restore('answers', { answers: ANSWERS });
    secrets.push(String(grant));
    await restore('finish', { grant, newPin: FIRST });
    expect(await restore('finish', { grant, newPin: NEW })).toMatchObject({ status: 'COMPLETE' });

    const change = await open('updateUserPin');
    for (const pin of [...pins, NEW]) await change('current-pin', { pin });
    const changed = { currentPin: NEW, newPin: FIRST, [FIRST]: WRONG };
    await change('finish', changed);

    const kept = (await everythingKept(server.dataDir)).map(([, content]) => content);
    const haystack = [...told, ...kept].join('\n');
    expect(haystack).toContain(userId);
    for (const spelling of [...secrets, ...QUESTIONS].flatMap(spellings)) {
      expect(haystack.includes(spelling)).toBe(false);
    }
  } finally {
    await server.close();
  }
});
