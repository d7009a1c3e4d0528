import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { NewChallenge, PintumblerClient } from '../../../client/src/index.ts';

const DIST = fileURLToPath(new URL('../../../client/dist', import.meta.url));

/** What an app writes: a page with a button for each way, and a backend that holds the key. */
const PAGE = `<!doctype html><html lang="en"><title>App</title>
<button id="frame">frame</button><button id="popup">popup</button>
<button id="redirect">redirect</button><button id="fallback">fallback</button>
<p id="result"></p><p id="finished"></p>
<script type="module">
import { finishPad, launchPad } from '/client/pad/index.js';
const ask = async (path, body) =>
  (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json();
const show = (id, value) => { document.getElementById(id).textContent = JSON.stringify(value); };
const status = async (id) => (await ask('/status', { id })).status;
const open = (returnUrl) => ask('/open', { returnUrl });
const launch = (id, options) => document.getElementById(id).addEventListener('click', async () => {
  show('result', await launchPad({ open, status, padOrigin: window.padOrigin, ...options })
    .catch((error) => ({ error: error.message })));
});
launch('frame', { mode: 'frame' });
launch('popup', { mode: 'popup', returnUrl: '/' });
launch('redirect', { mode: 'redirect', returnUrl: '/' });
launch('fallback', { mode: 'popup', whenBlocked: 'frame' });
show('finished', await finishPad({ status }));
</script></html>`;

export interface PadApp {
  readonly url: string;
  close(): void;
}

/** The app of a wallet, with the built client in its page, on a port of its own. */
export async function startPadApp(
  client: PintumblerClient,
  challenge: () => NewChallenge,
): Promise<PadApp> {
  const answer = async (request: IncomingMessage): Promise<readonly [string, string | Buffer]> => {
    const path = new URL(request.url ?? '/', 'http://app').pathname;
    if (path.startsWith('/client/')) {
      return ['text/javascript', await readFile(`${DIST}${path.slice('/client'.length)}`)];
    }
    if (request.method !== 'POST') return ['text/html', PAGE];
    const body = JSON.parse(await textOf(request)) as { id?: string; returnUrl?: string };
    if (path === '/status') {
      const { status } = await client.readChallenge(body.id ?? '');
      return ['application/json', JSON.stringify({ status })];
    }
    const returnUrl = body.returnUrl && { returnUrl: body.returnUrl };
    const { id, url } = await client.openChallenge({ ...challenge(), ...returnUrl });
    return ['application/json', JSON.stringify({ id, url })];
  };
  const http = createServer(async (request, response) => {
    const [type, content] = await answer(request);
    response.writeHead(200, { 'content-type': type }).end(content);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    close() {
      http.closeAllConnections();
      http.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
