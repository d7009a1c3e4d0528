import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestCore, type TestCore } from '../../../../test/support/test-core.ts';
import { MINUTE_MS } from '../../../core/model/instant.ts';
import { Pin } from '../../../core/model/pin.ts';
import type { WireRequest } from '../../dialect.ts';
import { listLogs } from './list-logs.ts';

const PIN = '482915';
const WRONG = '730596';

let opened: TestCore;
let subject = { id: '' };
beforeAll(async () => {
  opened = await openTestCore();
});
afterAll(() => opened.close());

beforeEach(async () => {
  subject = await opened.core.createSubject(opened.call, {});
  await opened.core.setPin(opened.call, { subject, purpose: 'login', newPin: PIN });
  opened.clock.advance(MINUTE_MS);
});

type Entry = Readonly<Record<string, string>>;

async function read(query: WireRequest['query'] = {}): Promise<readonly Entry[]> {
  const { core, call } = opened;
  const request: WireRequest = {
    ...{ id: 'r', source: '127.0.0.1', headers: {}, params: {}, method: 'GET', address: '/logs' },
    ...{ query, body: new Uint8Array() },
  };
  const client = { id: 'a session', subject: subject.id };
  const { body } = await listLogs.handle(request, { ...call, dialect: 'mixin', client }, core);
  return (body as { readonly data: readonly Entry[] }).data;
}

const codes = async (query?: WireRequest['query']) => (await read(query)).map(({ code }) => code);

async function guess(pin: string, purpose = 'login'): Promise<void> {
  await opened.core.verifyPin(opened.call, { subject, purpose, pin: parse(pin) });
  opened.clock.advance(MINUTE_MS);
}

async function change(currentPin: string, newPin: string): Promise<void> {
  const command = { subject, purpose: 'login', currentPin: parse(currentPin), newPin };
  await opened.core.changePin(opened.call, command);
  opened.clock.advance(MINUTE_MS);
}

function parse(text: string): Pin {
  const pin = Pin.parse(text);
  if (pin === null) throw new Error(`no PIN: ${text}`);
  return pin;
}

it('lists wrong PINs alone where apps count them, newest first', async () => {
  await guess(WRONG);
  await guess(PIN);
  await change(WRONG, '615283');
  expect(await codes({ category: 'PIN_INCORRECT' })).toEqual(['UPDATE_PIN', 'VERIFICATION']);
});

it('lists everything without a category', async () => {
  await guess(WRONG);
  await change(PIN, '615283');
  expect(await codes()).toEqual([
    'ACTIVITY_PIN_MODIFICATION',
    'VERIFICATION',
    'ACTIVITY_PIN_CREATION',
  ]);
  expect(await codes({ limit: '2' })).toEqual(['ACTIVITY_PIN_MODIFICATION', 'VERIFICATION']);
});

it('forgets the wrong PINs that an unlock has cleared, and only these', async () => {
  await guess(WRONG);
  await opened.core.unlock(opened.call, { subject, purpose: 'login', reason: 'asked for' });
  opened.clock.advance(MINUTE_MS);
  expect(await codes({ category: 'PIN_INCORRECT' })).toEqual([]);
  expect(await codes()).toEqual(['ACTIVITY_PIN_CREATION']);
});

it('knows nothing of other purposes, which have a count of their own', async () => {
  await opened.core.setPin(opened.call, { subject, purpose: 'transaction', newPin: '615283' });
  await guess(WRONG, 'transaction');
  expect(await codes()).toEqual(['ACTIVITY_PIN_CREATION']);
});

it('goes back page by page, from the time of the last entry seen', async () => {
  for (let wrong = 0; wrong < 3; wrong += 1) await guess(WRONG);
  const category = 'PIN_INCORRECT';
  const all = await read({ category });
  const [newest] = await read({ category, limit: '1' });
  expect(newest).toEqual(all[0]);
  const rest = await read({ category, offset: newest?.['created_at'] });
  expect(rest).toEqual(all.slice(1));
  expect(new Set(all.map((entry) => entry['log_id'])).size).toBe(3);
});

it('has no entries of a category nobody knows', async () => {
  await guess(WRONG);
  expect(await read({ category: 'PIN+INCORRECT/é' })).toEqual([]);
});

it('has every field phones decode', async () => {
  const [entry] = await read();
  expect(entry).toEqual({
    type: 'log',
    log_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    code: 'ACTIVITY_PIN_CREATION',
    ip_address: '127.0.0.1',
    ip_location: '',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});
