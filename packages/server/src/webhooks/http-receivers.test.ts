import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../outbox/http-client.ts';
import { createReceiverRule } from '../outbox/receiver-address.ts';
import { createReceivers } from './http-receivers.ts';

const rule = createReceiverRule({ allowPrivate: [], allowLoopback: true });
const receivers = createReceivers({
  rule,
  send: createHttpClient({ rule }),
  signer: { secretOf: async () => 'whsec_', publicKeyOf: async () => null },
  worker: { wake: () => undefined },
});

describe('checking an address', () => {
  it('asks with HEAD; any answer will do, silence will not', async () => {
    const methods: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      methods.push(request.method);
      response.writeHead(405).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    expect(await receivers.check(url)).toEqual({ check: 'reachable' });
    expect(methods).toEqual(['HEAD']);
    await new Promise((resolve) => server.close(resolve));
    const reason = 'connection refused';
    expect(await receivers.check(url)).toEqual({ check: 'unreachable', reason });
  });

  it('asks nobody we would not deliver to', async () => {
    const reason = 'target is on a private network';
    expect(await receivers.check('https://10.0.0.1/')).toEqual({ check: 'refused', reason });
    expect(receivers.refuse('https://10.0.0.1/')).toBe(reason);
  });
});
