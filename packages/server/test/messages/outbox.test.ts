import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SendFailure } from '../../src/messages/send-failure.ts';
import {
  CODE,
  fakeNotifier,
  type MessageOutbox,
  openMessageOutbox,
  stuckNotifier,
} from '../support/message-outbox.ts';

let outbox: MessageOutbox;
beforeEach(async () => {
  outbox = await openMessageOutbox();
});
afterEach(() => outbox.close());

const settled = (id: string) =>
  vi.waitFor(async () => {
    const message = await outbox.read(id);
    if (message.state === 'waiting') throw new Error('not yet');
    return message;
  });
const tried = (id: string, tries: number) =>
  vi.waitFor(async () => {
    const message = await outbox.read(id);
    if (message.tries < tries || message.leasedUntil !== null) throw new Error('not yet');
    return message;
  });

describe('a message', () => {
  it('is sent once, and its contents are gone afterwards', async () => {
    const mail = fakeNotifier('email');
    const id = await outbox.write();
    outbox.work([mail]);
    expect(await settled(id)).toMatchObject({ state: 'sent', tries: 1, sealed: null });
    expect(mail.delivered).toHaveLength(1);
    expect(mail.delivered[0]?.text).toContain(CODE);
  });

  it('stays readable where an inbox shows it', async () => {
    const id = await outbox.write();
    outbox.work([fakeNotifier('email')], { keepContents: true });
    expect((await settled(id)).sealed).not.toBeNull();
  });

  it('is repeated until it is taken, with the same id', async () => {
    let refusals = 3;
    const mail = fakeNotifier('email', async () => {
      refusals -= 1;
      if (refusals >= 0) throw new SendFailure('mail server answered 550 to the recipient');
    });
    const id = await outbox.write();
    outbox.work([mail]);
    for (let tries = 1; tries <= 3; tries += 1) {
      const { nextAt, lastError, sealed } = await tried(id, tries);
      expect(lastError).toBe('mail server answered 550 to the recipient');
      expect(sealed).not.toBeNull();
      outbox.clock.advance(nextAt - outbox.clock.now());
    }
    expect(await settled(id)).toMatchObject({ state: 'sent', tries: 4, lastError: null });
    expect(new Set(mail.delivered.map((each) => each.id))).toEqual(new Set([id]));
    const reason = 'mail server answered 550 to the recipient';
    expect(outbox.log).toEqual([
      `a message could not be sent and is tried again ${JSON.stringify({ channel: 'email', reason })}`,
      'messages are sent again {"channel":"email"}',
    ]);
  });

  it('that expired is not sent any more, but given up', async () => {
    const mail = fakeNotifier('email');
    const id = await outbox.write();
    outbox.clock.advance(600_000);
    outbox.work([mail]);
    const expected = { state: 'dead', tries: 0, lastError: 'it expired before it could be sent' };
    expect(await settled(id)).toMatchObject({ ...expected, sealed: null });
    expect(mail.delivered).toEqual([]);
    expect(outbox.log[0]).toContain('a message was given up');
    expect(outbox.log.join()).not.toContain('ann@example.com');
  });

  it.each([
    ['of a tenant that is gone', { tenant: 'acme' }, 'its tenant is gone'],
    ['whose seal was altered', { sealed: new Uint8Array(40) }, 'its contents cannot be read'],
  ])('%s is given up', async (_which, change, lastError) => {
    const mail = fakeNotifier('email');
    const id = await outbox.write(change);
    const { store } = outbox.ports;
    const readTenant = async () => null;
    const isGone = lastError === 'its tenant is gone';
    outbox.work([mail], isGone ? { store: { ...store, readTenant } } : {});
    expect(await settled(id)).toMatchObject({ state: 'dead', lastError, sealed: null });
    expect(mail.delivered).toEqual([]);
    expect(outbox.log.join()).toContain(lastError);
  });

  it('is told to nobody by a notifier that breaks', async () => {
    const mail = fakeNotifier('email', async ({ text }) => {
      throw new Error(`cannot send "${text}"`);
    });
    const id = await outbox.write();
    outbox.work([mail]);
    expect(await tried(id, 1)).toMatchObject({ lastError: 'could not be sent' });
    expect(outbox.log.join()).not.toContain(CODE);
  });

  it('is not sent twice when the clock jumps over the lease', async () => {
    const mail = stuckNotifier('email');
    const id = await outbox.write();
    outbox.work([mail]);
    await vi.waitFor(() => expect(mail.delivered).toHaveLength(1));
    outbox.clock.advance(60_000);
    const later = await outbox.write({ channel: 'sms' });
    outbox.work([fakeNotifier('sms')]);
    await settled(later);
    mail.end();
    expect(await settled(id)).toMatchObject({ state: 'sent', tries: 1 });
    expect(mail.delivered).toHaveLength(1);
  });
});

describe('workers', () => {
  it('of one store send each message once', async () => {
    const gate = new Set<string>();
    const doubles: string[] = [];
    const mails = [1, 2, 3].map(() =>
      fakeNotifier('email', async ({ id }) => {
        if (gate.has(id)) doubles.push(id);
        gate.add(id);
      }),
    );
    const ids = await Promise.all(Array.from({ length: 30 }, () => outbox.write()));
    for (const mail of mails) outbox.work([mail]);
    for (const id of ids) expect(await settled(id)).toMatchObject({ state: 'sent', tries: 1 });
    expect(doubles).toEqual([]);
    expect(gate.size).toBe(30);
  });

  it('leave a message that somebody else settled after the lease as it is', async () => {
    const mail = stuckNotifier('email');
    const id = await outbox.write();
    outbox.work([mail]);
    await vi.waitFor(() => expect(mail.delivered).toHaveLength(1));
    outbox.clock.advance(31_000);
    outbox.work([fakeNotifier('email')]);
    const sent = await settled(id);
    mail.end(new SendFailure('mail server answered 451 to the message'));
    await vi.waitFor(() => expect(outbox.log).toHaveLength(1));
    expect(await outbox.read(id)).toEqual(sent);
  });

  it('take a few messages at a time, and those of one channel delay no other', async () => {
    const stuck = stuckNotifier('email');
    const quick = fakeNotifier('sms');
    const texts: string[] = [];
    for (let n = 0; n < 10; n += 1) await outbox.write({ channel: 'email' });
    for (let n = 0; n < 10; n += 1) texts.push(await outbox.write({ channel: 'sms' }));
    outbox.work([stuck, quick]);
    for (const id of texts) expect(await settled(id)).toMatchObject({ state: 'sent' });
    expect(stuck.delivered).toHaveLength(4);
    stuck.end();
  });

  it('that are stopped leave what they were sending for the next one', async () => {
    const stuck = stuckNotifier('email');
    const id = await outbox.write();
    outbox.work([stuck]);
    await vi.waitFor(() => expect(stuck.delivered).toHaveLength(1));
    await outbox.stopWorkers();
    const left = await outbox.read(id);
    expect(left).toMatchObject({ state: 'waiting', tries: 0 });
    expect(left.leasedUntil).not.toBeNull();
    outbox.clock.advance(30_000);
    outbox.work([fakeNotifier('email')]);
    expect(await settled(id)).toMatchObject({ state: 'sent', tries: 1 });
  });
});
