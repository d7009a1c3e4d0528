import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { sendRaw } from './raw-socket.ts';

let dir: TempDir;
let server: ServerProcess | undefined;
beforeEach(() => {
  dir = makeTempDir();
});
afterEach(async () => {
  await server?.kill();
  await dir.remove();
});

it('SIGTERM does not wait for requests whose body never arrives', async () => {
  server = await startServerProcess(dir.path);
  const head = 'POST /v1/policy/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  const halves = await Promise.all(
    [
      `${head}content-length: 14\r\n\r\n{"pin":`,
      `${head}transfer-encoding: chunked\r\n\r\n7\r\n{"pi`,
    ].map((bytes) => sendRaw(server?.baseUrl ?? '', bytes)),
  );
  // An answer shows that what was sent before it has reached the server.
  expect((await server.call('GET', '/health/live')).status).toBe(200);
  const startedAt = performance.now();
  expect(await server.terminate()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  await Promise.all(halves.map(({ answer }) => answer));
}, 30_000);
