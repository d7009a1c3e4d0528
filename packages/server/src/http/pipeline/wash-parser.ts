import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long after a request. Under load the next request does the same, and sooner. */
const WAIT_MS = 1_000;

/** As much as the runtime reads at once. */
const READ_BYTES = 64 * 1024;
const HEAD = `POST / HTTP/1.1\r\nHost: wash\r\nContent-Length: ${READ_BYTES}\r\n\r\n`;

let line: Promise<Socket> | undefined;
let planned = false;

/**
 * Soon has something else where the latest request was read. The runtime reads all requests of a process into
 * one buffer that nobody can reach, and leaves what was read there until it reads again: on an idle
 * server the last PIN for hours. So it is given a body of zeros to read, over a connection to itself.
 * Where that cannot be made nothing happens: it is a second line, and serves nobody.
 */
export function washParser(): void {
  if (planned) return;
  planned = true;
  const timer = setTimeout(() => {
    planned = false;
    line ??= openLine();
    line.then(
      (socket) => socket.write(Buffer.concat([Buffer.from(HEAD), Buffer.alloc(READ_BYTES)])),
      () => undefined,
    );
  }, WAIT_MS);
  timer.unref();
}

/** A connection of this process to itself; once it stands, nobody can make another one. */
async function openLine(): Promise<Socket> {
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  const { path, remove } = await address();
  try {
    server.listen(path);
    await once(server, 'listening');
    server.on('connection', (socket) => socket.unref());
    const socket = connect(path);
    socket.on('error', () => undefined).on('close', () => (line = undefined));
    await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
    socket.unref();
    socket.resume();
    return socket;
  } finally {
    server.close();
    await remove();
  }
}

/** On Linux a name that is no file: the process may have nowhere to write. */
async function address(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const name = `pintumbler-wash-${process.pid}-${performance.now()}`;
  if (process.platform === 'linux') return { path: `\0${name}`, remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), name));
  return {
    path: join(folder, 'line'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
