import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/test-server.ts';
import { FIRST_PIN, failures, makePerson, NEW_PIN, openSession, remaining } from './people.ts';
import { makeTipKey, tipPin, verifyText } from './signer.ts';
import { codeOf, exactNow, makeTipPerson, verifyNow, verifyTip } from './tip-person.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('a signature for one action is none for another', async () => {
  const { person, key } = await makeTipPerson(server);
  const at = exactNow(server);
  const others = ['TIP:ADDRESS:ADD:', 'TIP:TRANSFER:CREATE:', 'tip:verify:', ''];
  for (const prefix of others) {
    const text = verifyText(at).replace('TIP:VERIFY:', prefix);
    expect(codeOf(await verifyTip(person, key.sign(text), at))).toBe(20119);
  }
  expect(await failures(person)).toHaveLength(others.length);
  // What was signed for a time is not for the counter, nor the reverse.
  const body = { pin: person.seal(key.pin(2)), old_pin: person.seal(key.sign(verifyText(at))) };
  expect(codeOf(await person.ask('POST', '/pin/update', body))).toBe(20119);
  expect(await failures(person)).toHaveLength(5);
  expect(codeOf(await verifyNow(server, person, key))).toBe(429);
});

describe('the other kind', () => {
  it('digits for a TIP key are told for free, and there is no way back to them', async () => {
    const { person, key } = await makeTipPerson(server);
    const backwards = key.sign(verifyText(1));
    for (const send of [
      () => person.verify(FIRST_PIN),
      () => person.update(NEW_PIN, FIRST_PIN),
      () => person.update(NEW_PIN, backwards),
      () => person.update(key.pin(2), FIRST_PIN),
      () => person.update(key.pin(2)),
      () => person.verify(key.pin(1)),
      () => person.verify(key.seed),
    ]) {
      expect([send.toString(), codeOf(await send())]).toEqual([send.toString(), 20118]);
    }
    expect(await failures(person)).toEqual([]);
    expect(codeOf(await verifyNow(server, person, key))).toBe('right');
  });

  it('a signature for digits is told for free', async () => {
    const person = await makePerson(server);
    const key = makeTipKey();
    expect(codeOf(await verifyNow(server, person, key))).toBe(20118);
    expect(codeOf(await person.update(NEW_PIN, key.sign(verifyText(0))))).toBe(20118);
    expect(codeOf(await person.update(key.pin(1), key.sign(verifyText(0))))).toBe(20118);
    expect(await failures(person)).toEqual([]);
    expect(await remaining(server, person.userId)).toBe(5);
  });

  it('the native wire says so, and charges nothing', async () => {
    const { person, key } = await makeTipPerson(server);
    const path = `/v1/subjects/${person.userId}/pin/verify`;
    for (let guess = 0; guess < 7; guess += 1) {
      const { status, body } = await server.call('POST', path, { pin: FIRST_PIN });
      expect([status, body['code']]).toEqual([409, 'pin_kind_mismatch']);
    }
    expect(codeOf(await verifyNow(server, person, key))).toBe('right');
  });
});

it.each([
  ['zero', '00'.repeat(32)],
  ['the identity', `01${'00'.repeat(31)}`],
  ['minus one', `ec${'ff'.repeat(30)}7f`],
  ['order four, negative', `${'00'.repeat(31)}80`],
  ['order eight', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
  ['order eight, other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
  ['above the prime', `${'ff'.repeat(31)}7f`],
  ['no point', `02${'00'.repeat(31)}`],
])('a TIP key that anybody could sign for is none: %s', async (_name, hex) => {
  const person = await makePerson(server, null);
  const refused = await person.update(tipPin(Buffer.from(hex, 'hex'), 1));
  expect(codeOf(refused)).toBe(20118);
  expect((await person.ask('GET', '/me')).data).toMatchObject({ has_pin: false });
});

it('wrong signatures lock, over all sessions, and none is tried after that', async () => {
  const { person, key } = await makeTipPerson(server);
  const device = await openSession(server, person.userId);
  const codes = [];
  for (let guess = 0; guess < 6; guess += 1) {
    const at = exactNow(server);
    codes.push(codeOf(await verifyTip(guess % 2 ? device : person, randomBytes(64), at)));
  }
  expect(codes).toEqual([20119, 20119, 20119, 20119, 20119, 429]);
  expect(codeOf(await verifyNow(server, device, key))).toBe(429);
});
