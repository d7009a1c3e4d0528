import { describe, expect, it } from 'vitest';
import {
  countGuesses,
  DEFAULT_SPRAYING,
  type GuessCounts,
  NO_GUESSES,
  seenLately,
} from '../../src/core/model/spraying.ts';
import { event, NOW, type StoreUnderTest } from './fixture.ts';

const saw = (wrong: number) => (current: GuessCounts) => ({
  next: countGuesses(current, { wrong, refused: 0, samePin: false }, DEFAULT_SPRAYING, NOW),
  result: undefined,
});

export function describeGuesses(test: StoreUnderTest): void {
  describe('wrong PINs of a tenant', () => {
    const add = (wrong: number) => test.store.applyToGuesses('acme', NOW, saw(wrong));

    it('are none to begin with, and come back as they were counted', async () => {
      expect(await test.store.readGuesses('acme')).toEqual(NO_GUESSES);
      await add(3);
      await test.reopen();
      expect(seenLately(await test.store.readGuesses('acme'), NOW).wrong).toBe(3);
      expect(await test.store.readGuesses('other')).toEqual(NO_GUESSES);
    });

    it('are all counted when many tell of them at once', async () => {
      await Promise.all(Array.from({ length: 40 }, () => add(2)));
      expect(seenLately(await test.store.readGuesses('acme'), NOW).wrong).toBe(80);
    });

    it('are listed with what changed lately, of all tenants', async () => {
      await add(1);
      await test.store.applyToGuesses('other', NOW - 10, saw(1));
      const listed = await test.store.listGuesses(NOW - 5);
      expect(listed.map(([tenant]) => tenant)).toEqual(['acme']);
      expect(await test.store.listGuesses(NOW - 10)).toHaveLength(2);
    });

    it('are written together with the event they lead to', async () => {
      const next = NO_GUESSES;
      const events = [event('spraying')];
      await test.store.applyToGuesses('acme', NOW, () => ({ next, events, result: undefined }));
      expect((await test.store.listEvents(1)).map(({ id }) => id)).toEqual(['spraying']);
    });
  });
}
