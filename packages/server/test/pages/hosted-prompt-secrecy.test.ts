import { afterEach, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { look, submit } from './hosted-visitor.ts';

const CHOSEN = 'quokka-in-the-reeds';
const REPLACED = 'quokka-by-the-lamp';
const REFUSED = 'quokka-with-739205184630';
const PIN = '739205184630';

let dir: TempDir;
let server: ServerProcess;

afterEach(async () => {
  await server.kill();
  await dir.remove();
});

it('no phrase gets into a log line or a file, chosen, replaced or refused', async () => {
  dir = makeTempDir();
  server = await startServerProcess(dir.path, 'dev', ['--log-level', 'trace']);
  const page = async (type: string) => {
    const opened = await server.call('POST', '/v1/challenges', { type, subject: 'ann' });
    return look(String(opened.body['url']));
  };
  await server.call('POST', '/v1/subjects', { id: 'ann' });
  const pins = { newPin: PIN, repeatPin: PIN };
  const choice = { promptImage: 'tiger', promptPhrase: REFUSED };
  const refused = await submit(await page('set'), { ...pins, ...choice });
  expect(refused.markup).not.toContain(REFUSED);
  await submit(refused, { ...pins, ...choice, promptPhrase: CHOSEN });
  const shown = await page('verify');
  expect(shown.words).toContain(CHOSEN);
  await submit(shown, { currentPin: PIN });
  const key = { 'idempotency-key': 'one' };
  const put = { image: 'swan', phrase: REPLACED };
  await server.call('PUT', '/v1/subjects/ann/prompt', put, key);
  await server.call('PUT', '/v1/subjects/ann/prompt', { ...put, phrase: REFUSED });
  const read = await server.call('GET', '/v1/subjects/ann/prompt');
  expect(read.body).toEqual({ image: 'swan', phrase: REPLACED });
  const events = (await server.call('GET', '/dev/events')).text;
  const whileRunning = await everythingKept(dir.path);
  await server.terminate();
  const sinks = [['log', server.stderr()] as const, ['events', events] as const, ...whileRunning];
  const found = [...sinks, ...(await everythingKept(dir.path))].flatMap(([sink, content]) =>
    [CHOSEN, REPLACED, REFUSED, PIN]
      .flatMap(spellings)
      .filter((spelling) => content.includes(spelling))
      .map((spelling) => [sink, spelling]),
  );
  expect(found).toEqual([]);
});
