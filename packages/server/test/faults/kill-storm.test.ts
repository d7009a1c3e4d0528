import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

const BUDGET = 5;
const RIGHT = '8305';
const WRONG = ['1907', '2846', '3961', '7416'];

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  dir.remove();
});

/** Guesses at once through verify and change; answers lost to the kill count as nothing. */
async function storm(path: string, count: number, onAnswer: () => void): Promise<number> {
  let evaluated = 0;
  const guesses = Array.from({ length: count }, async (_each, index) => {
    const pin = WRONG[index % WRONG.length];
    const body = index % 2 === 0 ? { pin } : { currentPin: pin, newPin: '739205' };
    const call = server.call('POST', `${path}/${index % 2 === 0 ? 'verify' : 'change'}`, body);
    const answer = await call.catch(() => undefined);
    if (answer?.body['outcome'] === 'wrong' || answer?.body['outcome'] === 'verified') {
      evaluated += 1;
      onAnswer();
    }
  });
  await Promise.all(guesses);
  return evaluated;
}

describe('kill -9 in the middle of 1,000 parallel guesses', () => {
  it.each([1, 2, 4])('grants no guess twice when killed after answer %i', async (killAfter) => {
    dir = makeTempDir();
    server = await startServerProcess(dir.path);
    await server.call('POST', '/v1/subjects', { id: 'ann' });
    await server.call('PUT', '/v1/subjects/ann/pin', { pin: RIGHT });

    let answered = 0;
    const killed: Promise<void>[] = [];
    const before = await storm('/v1/subjects/ann/pin', 1_000, () => {
      answered += 1;
      if (answered === killAfter) killed.push(server.kill());
    });
    await Promise.all(killed);

    server = await startServerProcess(dir.path);
    const after = await storm('/v1/subjects/ann/pin', 1_000, () => undefined);
    expect(before + after).toBeLessThanOrEqual(BUDGET);
    const status = await server.call('GET', '/v1/subjects/ann/pin');
    expect(status.body).toMatchObject({ state: 'locked', attemptsRemaining: 0 });
  });
});
