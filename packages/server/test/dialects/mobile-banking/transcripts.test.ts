import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import {
  demoGateway,
  type Enrolment,
  enrol,
  fromNairobi,
  type Gateway,
  type Member,
  nairobi,
  type Payload,
  serverNow,
} from './gateway.ts';

/** A conversation as it goes over the wire: every field of every answer is in it. */
interface Transcript {
  readonly about: string;
  readonly member: Enrolment;
  readonly steps: readonly Step[];
}

type Step =
  | { readonly request: Request; readonly answer: Payload }
  | { readonly advanceSeconds: number }
  | { readonly staff: 'unlock' | 'suspend' | 'resume' | 'force-change' };

interface Request {
  readonly action: string;
  readonly payload: Payload;
}

const FOLDER = new URL('./transcripts/', import.meta.url);
const FILES = readdirSync(FOLDER).sort();

let server: TestServer;
let gateway: Gateway;
beforeAll(async () => {
  server = await startTestServer();
  gateway = demoGateway(server);
});
afterAll(() => server.close());

describe.each(FILES)('%s', (file) => {
  const transcript = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Transcript;

  it(transcript.about, async () => {
    const member = await enrol(server, transcript.member);
    for (const [index, step] of transcript.steps.entries()) await play(member, step, index);
  });
});

async function play(member: Member, step: Step, index: number): Promise<void> {
  if ('advanceSeconds' in step) return server.advanceClock(step.advanceSeconds);
  if ('staff' in step) {
    const path = `/tenants/demo/subjects/${member.subject}/${step.staff}`;
    expect((await server.admin('POST', path, { reason: 'transcript' })).status).toBe(200);
    return;
  }
  const now = await serverNow(server);
  const { action, payload } = step.request;
  const answer = await gateway.post(action, fill(payload, member, now));
  expect(answer.status).toBe(200);
  const said = { step: index, action, ...withoutTail(answer.body, now) };
  expect(said).toEqual({ step: index, action, ...expected(step.answer, said, now) });
}

/** `<msisdn>` and the like stand for what differs from run to run. */
function fill(payload: Payload, { msisdn, imsi }: Member, now: number): Payload {
  const common = {
    api_request_id: crypto.randomUUID(),
    identifier_type: 'MSISDN',
    identifier: msisdn,
  };
  const filled = Object.entries(payload).map(([name, value]) => {
    const seconds = /^<now \+ (\d+)>$/.exec(String(value))?.[1];
    if (seconds !== undefined) return [name, nairobi(now + Number(seconds) * 1000)];
    return [name, value === '<imsi>' ? imsi : value];
  });
  return { ...common, ...Object.fromEntries(filled) };
}

function withoutTail(body: Payload, now: number): Payload {
  const { transaction_destination_reference, transaction_status_date_time, ...rest } = body;
  expect(transaction_destination_reference).toMatch(/^\S+$/);
  expect(Math.abs(fromNairobi(transaction_status_date_time) - now)).toBeLessThan(5_000);
  return rest;
}

/** `<future>` stands for a readable date that is not over, `<date>` for any readable one. */
function expected(answer: Payload, said: Payload, now: number): Payload {
  const entries = Object.entries(answer).map(([name, value]) => {
    const [before = '', marker, after = ''] = String(value).split(/(<future>|<date>)/);
    if (marker === undefined) return [name, value];
    const text = String(said[name]);
    const instant = fromNairobi(text.slice(before.length, text.length - after.length));
    const readable = text === `${before}${nairobi(instant)}${after}`;
    return [name, readable && (marker === '<date>' || instant > now) ? text : value];
  });
  return Object.fromEntries(entries);
}
