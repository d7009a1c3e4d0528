import { afterEach, expect, it } from 'vitest';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, findSecrets } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** Twelve digits, so that finding one by accident is out of the question. */
const CANARIES = ['739205184630', '271846093517', '618033470925', '950826137044'];

let dir: TempDir;
let server: ServerProcess;
let onlookers: Onlookers;

afterEach(async () => {
  await server.kill();
  await onlookers.close();
  await dir.remove();
});

/** Uses the PINs in every call there is, rightly, wrongly and malformed. */
async function useEverywhere([first, second, third, wrong]: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  const call = async (...parts: Parameters<ServerProcess['call']>) => {
    const answer = await server.call(...parts);
    answers.push(answer.text, JSON.stringify([...answer.headers]));
    return answer.body;
  };
  const pin = '/v1/subjects/ann/pin';
  const key = (name: string) => ({ 'idempotency-key': name });
  await call('POST', '/v1/subjects', {
    id: 'ann',
    identifiers: [{ type: 'email', value: 'a@b.c' }],
  });
  await call('POST', '/v1/policy/check', { pin: first, personal: { id: second } });
  await call('PUT', pin, { pin: first }, key('set'));
  await call('PUT', pin, { pin: second });
  await call('POST', `${pin}/verify`, { pin: first }, key('verify'));
  await call('POST', `${pin}/verify`, { pin: wrong }, key('wrong'));
  await call('POST', `${pin}/verify`, { pin: Number(first) });
  await call('POST', `${pin}/verify`, `{"pin":"${first}`);
  await call('POST', `${pin}/verify`, { [String(first)]: first });
  await call('POST', `${pin}/verify?pin=${first}`, { pin: `${first}0` });
  await call('POST', `${pin}/verify`, { pin: first, purpose: first });
  await call('GET', `/v1/${first}`);
  await call('POST', `${pin}/change`, { currentPin: first, newPin: second }, key('change'));
  await call('POST', `${pin}/change`, { currentPin: wrong, newPin: third });
  await call('POST', `${pin}/change`, { currentPin: second, newPin: first });
  const { id } = await call('POST', '/v1/subjects/ann/recoveries', { factor: 'one_time_code' });
  const messages = (await server.call('GET', '/dev/messages')).body as unknown as {
    code: string;
  }[];
  const factor = 'one_time_code';
  await call('POST', `/v1/recoveries/${id}/proofs`, { factor, code: messages[0]?.code });
  const { grant } = await call('POST', `/v1/recoveries/${id}/complete`);
  await call('POST', `${pin}/reset`, { newPin: third, grant }, key('reset'));
  for (let guess = 0; guess < 6; guess += 1) await call('POST', `${pin}/verify`, { pin: wrong });
  await call('GET', pin);
  await call('GET', '/dev/events');
  await call('GET', '/admin/v1/tenants/demo/audit', undefined, {
    authorization: `Bearer ${server.demo.adminKey}`,
  });
  return answers;
}

it('leaves no PIN in any answer, log line, metric, trace or file, in any spelling', async () => {
  dir = makeTempDir();
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', '--metrics-tenants', '9', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags);
  const answers = await useEverywhere(CANARIES);
  const metrics = await onlookers.metrics(server);
  const whileRunning = await everythingKept(dir.path);
  await server.terminate();
  const traces = onlookers.traces();
  const sinks = [
    ['answers', answers.join('\n')] as const,
    ['log', server.stderr()] as const,
    metrics,
    traces,
    ...whileRunning,
    ...(await everythingKept(dir.path)),
  ];
  expect(sinks.length).toBeGreaterThan(6);
  // The searcher must be able to find something: the demo PIN is in demo.json by design.
  expect(sinks.some(([, content]) => content.includes(server.demo.native.pin))).toBe(true);
  expect(metrics[1]).toContain('action="pin.change"');
  expect(traces[1]).toContain('"changePin"');
  // Who it was, and whose key was shown, is for the trail alone.
  const { apiKey, subject } = server.demo.native;
  for (const [, told] of [metrics, traces]) {
    for (const name of [apiKey, subject, 'a@b.c', '127.0.0.1']) expect(told).not.toContain(name);
    expect(told).not.toMatch(/"ann"|\/ann\b/);
  }
  expect(findSecrets(sinks, CANARIES)).toEqual([]);
});
