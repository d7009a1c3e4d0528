import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

const BUSY = { code: 'rate_limited' };

async function* letters() {
  yield 'a';
  yield 'b';
}

it('one name is worked on once at a time, whatever becomes of it', async () => {
  const turns = new OneAtATime();
  const gate = Promise.withResolvers<string>();
  const first = turns.run('acme', () => gate.promise);
  await expect(turns.run('acme', async () => 'twice')).rejects.toMatchObject(BUSY);
  expect(await turns.run('other', async () => 'apart')).toBe('apart');
  gate.reject(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  expect(await turns.run('acme', async () => 'again')).toBe('again');
});

it('pieces hold their name until the last of them, or until their reader goes, begun or not', async () => {
  const turns = new OneAtATime();
  const begin = () => turns.pieces('acme', async () => letters());
  for await (const piece of await begin()) {
    expect(['a', 'b']).toContain(piece);
    await expect(begin()).rejects.toMatchObject(BUSY);
  }
  for await (const _piece of await begin()) break;
  const unread = Readable.from(await begin());
  const closed = new Promise((resolve) => unread.once('close', resolve));
  unread.destroy();
  await closed;
  await begin();
  await expect(begin()).rejects.toMatchObject(BUSY);
});

it('pieces that cannot be begun, or break, hold nothing', async () => {
  const turns = new OneAtATime();
  const fail = async (): Promise<AsyncIterable<string>> => {
    throw new Error('broken');
  };
  await expect(turns.pieces('acme', fail)).rejects.toThrow('broken');
  const breaking = await turns.pieces('acme', async () =>
    Readable.from(letters()).map(() => fail()),
  );
  await expect(breaking[Symbol.asyncIterator]().next()).rejects.toThrow('broken');
  await turns.run('acme', async () => undefined);
});
