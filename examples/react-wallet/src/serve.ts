import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend, type Session } from './backend.ts';

/*
 * The wallet's server, in the few lines an example needs: the built page, and its backend below /api. Start
 * Pintumbler with npm start first; PINTUMBLER_DEMO names another demo.json.
 */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const demoFile = process.env['PINTUMBLER_DEMO'] ?? here('../../../data/demo.json');
const { baseUrl, native, tenant } = JSON.parse(readFileSync(demoFile, 'utf8'));
const backend = createBackend({ baseUrl, apiKey: native.apiKey, tenant });
const sessions = new Map<string, Promise<Session>>();
const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' },
};

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.writeHead(500).end();
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://wallet').pathname;
  if (!path.startsWith('/api/')) return sendPage(path, response);
  // A page of another site cannot send JSON here without asking first.
  const json = request.headers['content-type'] === 'application/json';
  if (request.method !== 'POST' || !json) return void response.writeHead(400).end();
  const session = await sessionOf(request, response);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  const result = await backend.handle(session, path.slice('/api/'.length), body);
  if (result === null) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
}

function sessionOf(request: IncomingMessage, response: ServerResponse): Promise<Session> {
  const [, given = ''] = /(?:^|; )wallet=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '') ?? [];
  const known = sessions.get(given);
  if (known !== undefined) return known;
  const id = randomUUID();
  const made = backend.signIn();
  sessions.set(id, made);
  response.setHeader('set-cookie', `wallet=${id}; HttpOnly; SameSite=Strict; Path=/`);
  return made;
}

function sendPage(path: string, response: ServerResponse): void {
  const file = path === '/' ? '/index.html' : normalize(path);
  try {
    const content = readFileSync(here(`../dist${file}`));
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

server.listen(Number(process.env['PORT'] ?? 4000), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`wallet ready http://127.0.0.1:${port}\n`);
});
