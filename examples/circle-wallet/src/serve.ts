import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { createBackend } from './backend.ts';

/*
 * The sample as an app of its own: `npm start` in this folder, with the server's demo.json.
 * The demo server shows the same page at /sample.
 */
const PORT = 3000;
const DIST = join(import.meta.dirname, '..', 'dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const credentials = process.argv[2] ?? '../../data/demo.json';
if (!existsSync(credentials) || !existsSync(join(DIST, 'index.html'))) {
  process.stderr.write(
    `Start the demo server first (npm start in the repository); it builds this page and writes ${credentials}.\n`,
  );
  process.exit(1);
}
const demo = JSON.parse(readFileSync(credentials, 'utf8'));
const backend = createBackend({
  baseUrl: demo.circle.baseUrl,
  apiKey: demo.circle.apiKey,
  serviceUrl: demo.padUrl,
  webhookUrl: `http://127.0.0.1:${PORT}/sample/api/webhook`,
});

const ORIGIN = `http://127.0.0.1:${PORT}`;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '/' } = request;
  const headers = request.headers as Record<string, string | undefined>;
  // A page elsewhere must not ask in this person's name, nor under a name it made point here.
  const foreign = headers['origin'] !== undefined && headers['origin'] !== ORIGIN;
  if (foreign || headers['host'] !== new URL(ORIGIN).host) {
    response.writeHead(403).end();
    return;
  }
  const { pathname } = new URL(url, ORIGIN);
  const [, name] = /^\/sample\/api\/(\w+)$/.exec(pathname) ?? [];
  if (name !== undefined) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const answered = await backend.handle({ name, method, headers, body });
    response.writeHead(answered.status, { 'content-type': 'application/json' });
    response.end(answered.body && JSON.stringify(answered.body));
    return;
  }
  const [, asset] = /^\/sample\/(assets\/[\w.-]+)$/.exec(pathname) ?? [];
  const file = asset ?? 'index.html';
  if (!existsSync(join(DIST, file))) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  response.end(readFileSync(join(DIST, file)));
}

createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(500).end());
}).listen(PORT, '127.0.0.1', () => {
  process.stdout.write(`sample wallet at http://127.0.0.1:${PORT}/sample/\n`);
});
