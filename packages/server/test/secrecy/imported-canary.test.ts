import { afterEach, expect, it } from 'vitest';
import { foreignHashOf } from '../support/foreign-hashes.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, spellings } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** Twelve digits, so that finding one by accident is out of the question. */
const [FIRST, SECOND, WRONG] = ['739205184630', '271846093517', '950826137044'] as const;

let dir: TempDir;
let server: ServerProcess;
let onlookers: Onlookers;

afterEach(async () => {
  await server.kill();
  await onlookers.close();
  await dir.remove();
});

/** Brings hashes in every way there is, and uses and replaces what they are of. */
async function importEverything(hashes: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  const call = async (...parts: Parameters<ServerProcess['call']>) => {
    const answer = await server.call(...parts);
    answers.push(answer.text, JSON.stringify([...answer.headers]));
  };
  const authorization = `Bearer ${server.demo.adminKey}`;
  const put = (body: unknown, query = '') =>
    call('PUT', `/admin/v1/tenants/demo/subjects/ann/pin-hash${query}`, body, { authorization });
  const pin = '/v1/subjects/ann/pin';
  const [first, second] = hashes;
  await call('POST', '/v1/subjects', { id: 'ann' });
  await put({ hash: first });
  await put({ hash: second });
  await put({ hash: `${first}=` });
  await put({ hash: first, purpose: first });
  await put({ [String(first)]: first });
  await put(`{"hash":"${first}`);
  await put(
    { hash: first, replace: true, also: first },
    `?hash=${encodeURIComponent(first ?? '')}`,
  );
  await call('POST', `${pin}/verify`, { pin: first });
  await call('POST', `${pin}/verify`, { pin: WRONG });
  await call('POST', `${pin}/verify`, { pin: FIRST });
  await put({ hash: second, replace: true });
  await call('POST', `${pin}/verify`, { pin: SECOND });
  await call('POST', `${pin}/change`, { currentPin: SECOND, newPin: FIRST });
  await call('GET', pin);
  await call('GET', '/dev/events');
  await call('GET', '/admin/v1/tenants/demo/audit', undefined, { authorization });
  return answers;
}

it('leaves neither an imported hash nor its PIN in any answer, log line or file', async () => {
  dir = makeTempDir();
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags);
  const hashes = [foreignHashOf(FIRST), foreignHashOf(SECOND)];
  const answers = await importEverything(hashes);
  const whileRunning = await everythingKept(dir.path);
  const metrics = await onlookers.metrics(server);
  await server.terminate();
  const sinks = [
    ['answers', answers.join('\n')] as const,
    ['log', server.stderr()] as const,
    metrics,
    onlookers.traces(),
    ...whileRunning,
    ...(await everythingKept(dir.path)),
  ];
  // The audit trail is in the answers: there was something to be found.
  expect(answers.join('\n')).toContain('pin.import');
  expect(answers.join('\n')).toContain('verifier.renew');
  const secrets = [
    ...[FIRST, SECOND, WRONG].flatMap(spellings),
    // A salt or digest alone, in its own spelling, in hexadecimal or in the alphabet of the web.
    ...hashes.flatMap((hash) => hash.split('$').slice(3)).flatMap(respell),
  ];
  const found = sinks.flatMap(([sink, content]) =>
    secrets.filter((secret) => content.includes(secret)).map(() => sink),
  );
  expect(found).toEqual([]);
});

function respell(base64: string): readonly string[] {
  const bytes = Buffer.from(base64, 'base64');
  return [base64, bytes.toString('hex'), bytes.toString('base64url'), bytes.toString('latin1')];
}
