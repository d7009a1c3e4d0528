import { enrol as enrolTrader, demoApp as etnaApp } from '../../dialects/etna/app.ts';
import { FIRST_PIN, makePerson, NEW_PIN, type Person } from '../../dialects/mixin/people.ts';
import {
  enrol as enrolUser,
  generate,
  demoApp as onboardingApp,
} from '../../dialects/onboarding/app.ts';
import { startReceiver } from '../receiver.ts';
import type { TestServer } from '../test-server.ts';

/** Somebody and what they type. */
export interface Known {
  readonly subject: string;
  readonly pin: string;
}

export interface Filled {
  readonly people: readonly Known[];
  /** Has two guesses left. */
  readonly guessed: Known;
  /** Is locked. */
  readonly locked: Known;
  readonly mixin: Person;
}

/** Uses a server through all its wires until nearly every table has rows. */
export async function fillByWire(server: TestServer): Promise<Filled> {
  const receiver = await startReceiver();
  const origins = { pages: { frameAncestors: ['https://app.example.com'] } };
  await server.admin('PATCH', '/tenants/demo', origins);
  await server.call('POST', '/v1/webhooks', { url: receiver.url, events: ['pin.*'] });
  const locked = await makeKnown(server, '739205');
  const guessed = await makeKnown(server, '271846');
  for (let guess = 0; guess < 5; guess += 1) await verify(server, locked.subject, '4071');
  for (let guess = 0; guess < 3; guess += 1) await verify(server, guessed.subject, '4071');
  const changed = await makeKnown(server, '618033');
  const change = { currentPin: changed.pin, newPin: '472918' };
  const key = { 'idempotency-key': 'a-change-of-a-pin' };
  await server.call('POST', `/v1/subjects/${changed.subject}/pin/change`, change, key);
  await recoverHalfWay(server);
  await server.call('POST', '/v1/challenges', { type: 'change', subject: changed.subject });
  const mixin = await makePerson(server);
  await mixin.update(NEW_PIN, FIRST_PIN);
  const trader = await enrolTrader(server, { pin: '8305' });
  await etnaApp(server).logIn(trader, { pincode: '8305' });
  const app = onboardingApp(server);
  await enrolUser(app);
  await generate(app, '8199999999');
  await receiver.close();
  const { native, mobileBanking } = server.demo;
  const people = [
    { subject: native.subject, pin: native.pin },
    { subject: mobileBanking['subject'] ?? '', pin: mobileBanking['pin'] ?? '' },
    { subject: changed.subject, pin: change.newPin },
    { subject: mixin.userId, pin: NEW_PIN },
    { subject: trader.subject, pin: '8305' },
  ];
  return { people, guessed, locked, mixin };
}

export async function verify(server: TestServer, subject: string, pin: string) {
  return (await server.call('POST', `/v1/subjects/${subject}/pin/verify`, { pin })).body;
}

async function makeKnown(server: TestServer, pin: string): Promise<Known> {
  return { subject: await server.makeSubject(pin), pin };
}

/** Leaves a recovery, a grant and a message. */
async function recoverHalfWay(server: TestServer): Promise<void> {
  const identifiers = [{ type: 'email', value: 'rita@example.com' }];
  await server.call('POST', '/v1/subjects', { id: 'rita', identifiers });
  await server.call('PUT', '/v1/subjects/rita/pin', { pin: '8305' });
  const factor = 'one_time_code';
  const { id } = (await server.call('POST', '/v1/subjects/rita/recoveries', { factor })).body;
  const sent = (await server.call('GET', '/dev/messages')).body as unknown as { code: string }[];
  await server.call('POST', `/v1/recoveries/${id}/proofs`, { factor, code: sent[0]?.code });
  await server.call('POST', `/v1/recoveries/${id}/complete`);
}
