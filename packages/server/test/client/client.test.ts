import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PintumblerClient, ProblemError } from '../../../client/src/index.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let client: PintumblerClient;

beforeAll(async () => {
  server = await startTestServer();
  client = new PintumblerClient({ baseUrl: server.baseUrl, apiKey: server.demo.native.apiKey });
});
afterAll(() => server.close());

describe('the client', () => {
  it('takes a subject from its first PIN to a changed one', async () => {
    const { id } = await client.createSubject({ id: 'user|with/odd?id' });
    expect(await client.checkPolicy({ pin: '1234' })).toEqual({ ok: false, rule: 'sequence' });
    expect(await client.setPin(id, { pin: '8305' })).toEqual({ outcome: 'set' });
    const wrong = await client.verifyPin(id, { pin: '1907' });
    expect(wrong).toMatchObject({ outcome: 'wrong', attemptsRemaining: 4 });
    expect(await client.changePin(id, { currentPin: '8305', newPin: '739205' })).toEqual({
      outcome: 'changed',
    });
    expect(await client.verifyPin(id, { pin: '739205' })).toMatchObject({ outcome: 'verified' });
    expect(await client.readPinStatus(id)).toMatchObject({ state: 'active', attemptsRemaining: 5 });
  });

  it('sends a call again without running it twice', async () => {
    const { id } = await client.createSubject({});
    await client.setPin(id, { pin: '8305' });
    const again = { idempotencyKey: 'client-again' };
    await client.verifyPin(id, { pin: '1907' }, again);
    await client.verifyPin(id, { pin: '1907' }, again);
    expect((await client.readPinStatus(id)).attemptsRemaining).toBe(4);
  });

  it('throws what the server refused, with its code', async () => {
    const refused = client.verifyPin('nobody', { pin: '8305' });
    await expect(refused).rejects.toBeInstanceOf(ProblemError);
    await expect(refused).rejects.toMatchObject({ status: 404, code: 'subject_not_found' });
  });
});
