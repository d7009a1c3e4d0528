import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../packages/server/test/support/browser.ts';
import type { Arena } from './target/arena.ts';

/** A page of the attacker's on this machine, at another port or under another name. */
export interface Site {
  /** Same site as the server, another origin: cookies of the server's go along. */
  readonly nearUrl: string;
  /** Another site altogether. */
  readonly farUrl: string;
  /** What was asked of it so far. */
  readonly asked: readonly IncomingMessage[];
}

/** Serves one document of the attacker's until the row is over. */
export async function startSite(arena: Arena, markup: string): Promise<Site> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, { 'content-type': 'text/html' }).end(markup);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  arena.closeLater(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, nearUrl: `http://127.0.0.1:${port}/`, farUrl: `http://localhost:${port}/` };
}

/** A page of a real browser, the victim's. */
export async function openVictim(arena: Arena): Promise<Page> {
  const browser = await launchBrowser();
  arena.closeLater(() => browser.close());
  return (await browser.newContext()).newPage();
}

/** Until something is true, or so long that it will not be any more. */
export async function eventually(
  isTrue: () => Promise<boolean> | boolean,
  patienceMs = 3_000,
): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 50) {
    if (await isTrue()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return isTrue();
}
