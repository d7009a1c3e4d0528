import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { GENERATIONS } from './clients.ts';
import { FIRST_PIN, failures, makePerson, NEW_PIN, remaining, WRONG_PIN } from './people.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface BadLine {
  readonly baseUrl: string;
  /** What came, the tokens aside. */
  readonly received: readonly string[];
  /** Loses the next answer: the request arrives, the client sees the connection end. */
  loseNext(): void;
  close(): void;
}

async function openBadLine(): Promise<BadLine> {
  const received: string[] = [];
  let loses = false;
  const proxy: Server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const body = Buffer.concat(chunks);
    received.push(`${request.method} ${request.url} ${body}`);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const { method = 'GET', url = '/' } = request;
    const answer = await fetch(`${server.baseUrl}${url}`, {
      ...{ method, headers: headers as Record<string, string> },
      ...(body.length > 0 && { body }),
    });
    const text = await answer.text();
    if (loses) {
      loses = false;
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    ...{ baseUrl: `http://127.0.0.1:${port}/mixin`, received },
    loseNext() {
      loses = true;
    },
    close() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

it.each(GENERATIONS.filter(({ name }) => name.startsWith('official')))(
  '$name sends a PIN text again when the answer is lost, and that changes nothing',
  async ({ open, keystore }) => {
    const person = await makePerson(server);
    const line = await openBadLine();
    try {
      const client = open(line.baseUrl, person.keystores[keystore] ?? {});
      line.loseNext();
      const wrong = await client.verifyPin(WRONG_PIN);
      expect(wrong.error).toMatchObject({ code: 20119 });
      // The first one was counted, the second is not even said to be wrong.
      expect(wrong.error?.extra).not.toHaveProperty('remaining');
      expect(await failures(person)).toEqual(['VERIFICATION']);
      expect(await remaining(server, person.userId)).toBe(4);

      line.loseNext();
      expect((await client.changePin(FIRST_PIN, NEW_PIN)).error).toMatchObject({ code: 20119 });
      expect(await failures(person)).toHaveLength(1);
      expect((await client.verifyPin(NEW_PIN)).data).toMatchObject({ user_id: person.userId });

      const [first, second, third, fourth, last] = line.received;
      expect([second, fourth]).toEqual([first, third]);
      expect(last).toContain('/pin/verify');
      expect(line.received).toHaveLength(5);
    } finally {
      line.close();
    }
  },
);

it('community 1.4.0 sends the very same token again, and has one user', async () => {
  const line = await openBadLine();
  try {
    const oldest = GENERATIONS.at(-1);
    const { keystores } = server.demo.mixin;
    const app = oldest?.open(line.baseUrl, keystores['community1'] ?? {});
    const before = await countSubjects();
    line.loseNext();
    expect((await app?.createUser('Once only'))?.data).toMatchObject({ full_name: 'Once only' });
    expect(line.received).toHaveLength(2);
    expect((await countSubjects()) - before).toBe(1);
  } finally {
    line.close();
  }
});

async function countSubjects(): Promise<number> {
  const { body } = await server.admin('GET', '/tenants/demo/audit');
  const entries = body['entries'] as readonly Record<string, unknown>[];
  return entries.filter(({ action }) => action === 'subject.create').length;
}
