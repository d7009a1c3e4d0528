import { afterEach, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { evaluated, type Guess, storm } from '../support/storm.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { send } from '../support/test-server.ts';

const BUDGET = 5;
/** Enough to find every door busy when the process dies: the budget is the same for 1,000. */
const GUESSES_AT_A_KILL = 100;
const RIGHT = '8305';
const WRONG = '1907';
const MSISDN = '254700111222';

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  await dir.remove();
});

/** One guess natively. An answer lost to the kill told nobody anything. */
function nativeGuess(path: string, body: object): Guess {
  return async () => {
    const url = `/v1/subjects/ann/pin/${path}`;
    const answer = await server.call('POST', url, body).catch(() => undefined);
    if (answer?.body['outcome'] === 'wrong') return 'wrong';
    return ['verified', 'changed', 'refused'].includes(String(answer?.body['outcome']))
      ? 'right'
      : 'refused';
  };
}

/** One guess through the mobile-banking wire, each a call of its own. */
function gatewayGuess(action: string, status: string, fields: object): Guess {
  return async () => {
    const { url = '', username, password } = server.demo.mobileBanking;
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const payload = {
      api_request_id: crypto.randomUUID(),
      identifier_type: 'MSISDN',
      identifier: MSISDN,
      device_identifier_type: 'IMSI',
      device_identifier: 'sim-1',
      ...fields,
    };
    const sent = send(url, 'POST', { action, payload }, { authorization });
    const answer = (await sent.catch(() => undefined))?.body[status];
    if (answer === 'INCORRECT_PIN') return 'wrong';
    return answer === 'SUCCESS' || answer === 'INVALID_NEW_PIN' ? 'right' : 'refused';
  };
}

function doors(pin: string): readonly Guess[] {
  return [
    nativeGuess('verify', { pin }),
    nativeGuess('change', { currentPin: pin, newPin: '739205' }),
    gatewayGuess('LOGIN', 'login_status', { pin }),
    gatewayGuess('CHANGE_PIN', 'change_pin_status', { pin, new_pin: '739205' }),
  ];
}

async function enrol(): Promise<void> {
  dir = makeTempDir();
  server = await startServerProcess(dir.path);
  const identifiers = [{ type: 'msisdn', value: MSISDN }];
  await server.call('POST', '/v1/subjects', { id: 'ann', identifiers });
  await server.call('PUT', '/v1/subjects/ann/pin', { pin: RIGHT });
}

describe('parallel wrong PINs through native verify and change, LOGIN and CHANGE_PIN', () => {
  it('are, 1,000 at once, evaluated exactly as often as the one budget says', async () => {
    await enrol();
    const tally = await storm(doors(WRONG), 1_000);
    expect(tally).toEqual({ right: 0, wrong: BUDGET, refused: 1_000 - BUDGET });
  });

  it.each([1, 2, 4])('are not evaluated once more after kill -9 at answer %i', async (killAt) => {
    await enrol();
    let answered = 0;
    let killed: Promise<void> | undefined;
    const watched = doors(WRONG).map((guess) => async () => {
      const answer = await guess();
      if (answer !== 'refused') answered += 1;
      if (answered === killAt) killed ??= server.kill();
      return answer;
    });
    const before = await storm(watched, GUESSES_AT_A_KILL);
    await killed;

    server = await startServerProcess(dir.path);
    const after = await storm(doors(WRONG), GUESSES_AT_A_KILL);
    expect(evaluated(before)).toBeGreaterThanOrEqual(killAt);
    expect(evaluated(before) + evaluated(after)).toBeLessThanOrEqual(BUDGET);
    // Every guess was spent: answered, or lost with the process; none came back.
    const status = await server.call('GET', '/v1/subjects/ann/pin');
    expect(status.body).toMatchObject({ state: 'locked', attemptsRemaining: 0 });
  });
});
