import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { eventually } from '../browser.ts';
import { enrol } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';
import { startNameServer } from '../target/name-server.ts';
import type { Target } from '../target/target.ts';

/** Open to webhooks by the operator's setting, and nobody is there (RFC 5737). */
const ALLOWED = '203.0.113.7';
const INSIDE = '127.0.0.1';
const NAMES = new URL('../target/attackers-names.ts', import.meta.url).href;

const LITERALS = [
  ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f.0.0.1/'],
  ...['https://017700000001/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://0/'],
  ...['https://localhost/', 'https://LOCALHOST./', 'https://a.localhost/', 'https://10.0.0.1/'],
  ...[
    'https://169.254.169.254/latest/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://100.64.0.1/',
  ],
  ...[
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://192.168.1.1/',
    'http://x.example/',
  ],
  ...[
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'gopher://x/',
    'file:///etc/passwd',
    'https://a@127.0.0.1/',
  ],
];

export const ssrfRebinding: Row = {
  number: 30,
  title: 'SSRF, with DNS rebinding',
  wants:
    "the server to knock inside its own network, by a webhook's address or by what its name says later",
  holds:
    'a name is looked up once, all its addresses are judged, and the connection goes to those and no other',
  weakening: {
    what: 'looks a name up again to connect, after its addresses were judged',
    edits: [
      {
        file: 'outbox/http-client.ts',
        find: '...{ method, signal, lookup: pinnedTo(addresses) },',
        put: `...{ method, signal, lookup: (host, options, answer) => {
        resolveHost(host).then((found) => answer(null, options.all
          ? found.map((address) => ({ address, family: isIP(address) })) : found[0], 4), answer);
      } },`,
      },
    ],
    shows: /^a webhook whose name changed its mind reached the inside$/,
  },

  async run(arena) {
    const inside = await listenInside(arena);
    const names = await startNameServer(arena, addressesOf);
    const target = await arena.start({
      mode: 'serve',
      flags: { 'webhook-networks': `${ALLOWED}/32` },
      environment: { ATTACK_NAME_SERVER: names.address },
      preload: [NAMES],
    });
    for (const url of LITERALS) {
      const { status } = await target.call('POST', '/v1/webhooks', { url });
      mustHold(status >= 400 && status < 500, `a webhook to ${url} was taken: ${status}`);
    }
    const hosts = ['inside.evil.example', 'mixed.evil.example', 'rebinding.evil.example'];
    const hooks = await Promise.all(
      hosts.map((host) => makeHook(target, `https://${host}:${inside.port}/`)),
    );
    await enrol(target);
    for (const [at, hook] of hooks.entries()) {
      await tried(target, hook, 1);
      mustBeSo(names.asked.includes(hosts[at] ?? ''), `${hosts[at]} was never looked up`);
      const { text } = await target.call('GET', `/v1/webhooks/${hook}/deliveries`);
      mustBeSo(!text.includes('DNS'), `the answer about ${hosts[at]} did not arrive: ${text}`);
    }
    mustHold(inside.reached() === 0, 'a webhook whose name changed its mind reached the inside');
    // By now the name says something else.
    const rebinding = hooks[2] ?? '';
    await target.call('POST', `/v1/webhooks/${rebinding}/test`);
    await tried(target, rebinding, 2);
    mustHold(inside.reached() === 0, 'a webhook reached the inside at its second try');
  },
};

function addressesOf(name: string, nth: number): readonly string[] {
  if (name.startsWith('inside.')) return [INSIDE];
  if (name.startsWith('mixed.')) return [ALLOWED, INSIDE];
  return nth === 0 ? [ALLOWED] : [INSIDE];
}

/** Something on this machine that nobody outside should ever reach; counts who does. */
async function listenInside(arena: Arena) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, INSIDE);
  await once(server, 'listening');
  arena.closeLater(() => {
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, reached: () => connections };
}

async function makeHook(target: Target, url: string): Promise<string> {
  // One event, one delivery: two at once would share out what the name says.
  const wanted = { url, events: ['pin.set'] };
  const { status, body, text } = await target.call('POST', '/v1/webhooks', wanted);
  mustBeSo(status === 201, `no webhook to ${url}: ${text}`);
  return String(body['id']);
}

/** Waits until deliveries of a webhook have been tried so often. */
async function tried(target: Target, hook: string, times: number): Promise<void> {
  const isTried = async () => {
    const { body } = await target.call('GET', `/v1/webhooks/${hook}/deliveries`);
    const deliveries = body['deliveries'] as readonly { readonly tries: number }[];
    return deliveries.reduce((sum, { tries }) => sum + tries, 0) >= times;
  };
  mustBeSo(await eventually(isTried, 30_000), 'a delivery was never tried');
}
