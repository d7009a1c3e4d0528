import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { nodePolyfills } from 'vite-plugin-node-polyfills';
import { makeTempDir } from '../../../support/temp-dir.ts';

export interface WalletApp {
  /** The origin of the wallet's page; never the one of the PIN pages. */
  readonly url: string;
  close(): Promise<void>;
}

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Wallet</title></head>
<body><h1>Wallet</h1><script type="module" src="/wallet.js"></script></body></html>`;

/** Bundles the wallet's page as an app does, and serves it on a free loopback port. */
export async function startWalletApp(): Promise<WalletApp> {
  const dir = makeTempDir();
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [nodePolyfills()],
    build: {
      outDir: dir.path,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('./wallet-page.mjs', import.meta.url)),
        output: { entryFileNames: 'wallet.js' },
        checks: { eval: false },
      },
    },
  });
  const script = readFileSync(`${dir.path}/wallet.js`);
  await dir.remove();
  const server = createServer((request, response) => {
    const isScript = request.url === '/wallet.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : PAGE);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
