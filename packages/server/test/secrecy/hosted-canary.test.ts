import { afterEach, expect, it } from 'vitest';
import { look, submit } from '../pages/hosted-visitor.ts';
import { type Onlookers, startOnlookers } from '../support/onlookers.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { everythingKept, findSecrets } from '../support/sinks.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

/** Long enough that finding one by accident is out of the question. */
const PINS = ['739205184630', '271846093517', '618033470925', '950826137044'] as const;
const ANSWERS = ['quokka-canary-one', 'quokka-canary-two', 'quokka-canary-wrong'] as const;

let dir: TempDir;
let server: ServerProcess;
let receiver: Receiver;
let onlookers: Onlookers;

afterEach(async () => {
  await server.kill();
  await receiver.close();
  await onlookers.close();
  await dir.remove();
});

/** Types PINs and answers into every page there is, rightly, wrongly and malformed. */
async function typeEverywhere(): Promise<string[]> {
  const seen: string[] = [];
  const [first, second, third, wrong] = PINS;
  const [one, two, none] = ANSWERS;
  const open = async (type: string) => {
    const body = { type, subject: 'ann' };
    const { url } = (await server.call('POST', '/v1/challenges', body)).body;
    return look(String(url));
  };
  const type = async (page: Awaited<ReturnType<typeof look>>, fields: Record<string, string>) => {
    const next = await submit(page, fields);
    seen.push(next.markup, next.url, JSON.stringify([...next.headers]));
    return next;
  };
  await server.call('POST', '/v1/subjects', { id: 'ann' });
  const questions = { question1: '0', answer1: one, question2: '1', answer2: two };
  let page = await open('initialise');
  page = await type(page, { newPin: first, repeatPin: second, ...questions });
  page = await type(page, { newPin: `${first}x`, repeatPin: `${first}x`, ...questions });
  page = await type(page, { newPin: first, repeatPin: first, ...questions, hint1: one });
  await type(page, { newPin: first, repeatPin: first, ...questions });
  page = await open('change');
  page = await type(page, { currentPin: wrong, newPin: second, repeatPin: second });
  page = await type(page, { currentPin: first, newPin: first, repeatPin: first });
  await type(page, { currentPin: first, newPin: second, repeatPin: second });
  await type(await open('verify'), { currentPin: second });
  page = await open('recover');
  page = await type(page, { answer1: none, answer2: two });
  page = await type(page, { answer1: one, answer2: two });
  await type(page, { newPin: third, repeatPin: third });
  page = await open('verify');
  for (let guess = 0; guess < 5; guess += 1) page = await type(page, { currentPin: wrong });
  const path = '/v1/subjects/ann/questions';
  const again = await server.call('PUT', path, {
    questions: [
      { question: 'Pet?', answer: none, hint: none },
      { question: 'Town?', answer: one },
    ],
    currentPin: wrong,
  });
  seen.push(again.text, (await server.call('GET', path)).text);
  seen.push((await server.call('GET', '/dev/events')).text);
  return seen;
}

it('leaves no PIN and no answer typed on a page in any page, log line, webhook or file', async () => {
  dir = makeTempDir();
  receiver = await startReceiver();
  onlookers = await startOnlookers();
  const flags = ['--log-level', 'trace', ...onlookers.flags];
  server = await startServerProcess(dir.path, 'dev', flags);
  await server.call('POST', '/v1/webhooks', { url: receiver.url });
  const seen = await typeEverywhere();
  await receiver.next(({ body }) => body['type'] === 'challenge.failed');
  const metrics = await onlookers.metrics(server);
  const whileRunning = await everythingKept(dir.path);
  await server.terminate();
  const traces = onlookers.traces();
  const sinks = [
    ['pages', seen.join('\n')] as const,
    ['log', server.stderr()] as const,
    metrics,
    traces,
    ['webhooks', receiver.received.map(({ text }) => text).join('\n')] as const,
    ...whileRunning,
    ...(await everythingKept(dir.path)),
  ];
  // What is searched is of these pages.
  expect(metrics[1]).toContain('route="/c/:link"');
  expect(traces[1]).toContain('"answerChallenge"');
  // The searcher must be able to find something: the demo PIN is in demo.json by design.
  expect(sinks.some(([, content]) => content.includes(server.demo.native.pin))).toBe(true);
  expect(findSecrets(sinks, [...PINS, ...ANSWERS])).toEqual([]);
});
