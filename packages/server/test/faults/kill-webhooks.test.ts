import { afterAll, beforeAll, expect, it } from 'vitest';
import { outliveLeases } from '../support/outlive-leases.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { send } from '../support/test-server.ts';

const ROUNDS = 5;
const QUESTIONS = [
  { question: 'Pet?', type: 'TEXT', answer: 'Rex' },
  { question: 'Town?', type: 'TEXT', answer: 'Kisumu' },
];

const dir = makeTempDir();
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await dir.remove();
});

/** Calls of the Circle wire, as a backend and as the vendor's page make them. */
function wireOf({ demo }: ServerProcess) {
  const { baseUrl, apiKey, appId } = demo.circle;
  const rest = async (method: string, path: string, body?: object, token?: string) => {
    const headers = { authorization: `Bearer ${apiKey}`, ...(token && { 'x-user-token': token }) };
    const answer = await send(`${baseUrl}${path}`, method, body, headers);
    if (answer.status >= 300) throw new Error(answer.text);
    return answer.body['data'] as Record<string, string>;
  };
  const finish = (session: object, body: object) =>
    send(`${demo.padUrl}/circle/finish`, 'POST', { session: { ...session, appId }, ...body });
  return { rest, finish };
}

/** Completes a challenge and ends the process the moment the page was answered. */
async function completeAndKill(server: ServerProcess, round: number): Promise<string> {
  const { rest, finish } = wireOf(server);
  const userId = `killed-user-${round}`;
  await rest('POST', '/v1/w3s/users', { userId });
  const { userToken = '', encryptionKey } = await rest('POST', '/v1/w3s/users/token', { userId });
  const idempotencyKey = crypto.randomUUID();
  const opened = await rest('POST', '/v1/w3s/user/initialize', { idempotencyKey }, userToken);
  const { challengeId = '' } = opened;
  const session = { userToken, encryptionKey, challengeId, origin: 'http://127.0.0.1' };
  const answer = await finish(session, { newPin: '739205', questions: QUESTIONS });
  await server.kill();
  expect(answer.body).toMatchObject({ status: 'COMPLETE' });
  return challengeId;
}

it('loses no event when the server is killed between a challenge and its webhook', async () => {
  const completed: string[] = [];
  let server = await startServerProcess(dir.path);
  await wireOf(server).rest('POST', '/v2/notifications/subscriptions', { endpoint: receiver.url });
  // Nobody there while it happens: every notice has to survive at least one kill.
  receiver.status = 503;
  for (let round = 0; round < ROUNDS; round += 1) {
    completed.push(await completeAndKill(server, round));
    server = await startServerProcess(dir.path);
    await outliveLeases(server);
  }
  receiver.status = 200;
  for (const challengeId of completed) {
    const { body } = await receiver.next(
      (each) => (each.body['notification'] as { id?: string } | undefined)?.id === challengeId,
    );
    expect(body).toMatchObject({
      notificationType: 'challenges.initialize',
      notification: { id: challengeId, status: 'COMPLETE' },
    });
  }
  const ids = new Map<string, Set<unknown>>();
  for (const { body } of receiver.received) {
    const id = (body['notification'] as { id?: string } | undefined)?.id ?? '';
    ids.set(id, (ids.get(id) ?? new Set()).add(body['notificationId']));
  }
  for (const challengeId of completed) expect(ids.get(challengeId)?.size).toBe(1);
  await server.terminate();
}, 60_000);
