import { afterEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
afterEach(() => server.close());

describe('more PINs at once than there are places', () => {
  it('sends the rest away with Retry-After, and costs them no attempt', async () => {
    // Real cost, so that the queue is full while the requests arrive.
    const hashCost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };
    server = await startTestServer({ hashCost, flags: { 'hash-places': '8' } });
    const ids: string[] = [];
    for (let index = 0; index < 80; index += 1) ids.push(await server.makeSubject('8305'));

    const answers = await Promise.all(
      // Each another one: the same PIN on many people is held back for another reason.
      ids.map((id, nth) =>
        server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: String(1907 + 31 * nth) }),
      ),
    );
    const refused = answers.filter((each) => each.status === 503);
    const wrong = answers.filter((each) => each.body['outcome'] === 'wrong');
    expect(refused.length + wrong.length).toBe(ids.length);
    expect(refused.length).toBeGreaterThan(20);
    for (const each of refused) {
      expect(each.body['code']).toBe('overloaded');
      expect(Number(each.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    for (const [index, id] of ids.entries()) {
      const status = await server.call('GET', `/v1/subjects/${id}/pin`);
      const charged = answers[index]?.status === 503 ? 0 : 1;
      expect(status.body['attemptsRemaining']).toBe(5 - charged);
    }
    // The places are free again.
    const later = await server.call('POST', `/v1/subjects/${ids[0]}/pin/verify`, { pin: '8305' });
    expect(later.body['outcome']).toBe('verified');
  });
});

describe('one subject under a storm, at real cost', () => {
  it('gets its five answers and then plain refusals, no overload', async () => {
    const hashCost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 };
    server = await startTestServer({ hashCost });
    const id = await server.makeSubject('8305');
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        server.call('POST', `/v1/subjects/${id}/pin/verify`, { pin: '1907' }),
      ),
    );
    const counts = Map.groupBy(answers, (each) => each.body['outcome'] ?? each.body['code']);
    expect(counts.get('wrong')).toHaveLength(5);
    expect(counts.get('locked')).toHaveLength(995);
  });
});
