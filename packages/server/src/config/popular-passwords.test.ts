import { expect, it } from 'vitest';
import { popularPasswords } from './popular-passwords.ts';

it('knows what people take when eight characters are asked for, and nothing shorter', () => {
  const popular = popularPasswords();
  for (const text of ['password', 'iloveyou', 'password1', '1qaz2wsx', 'football', 'qwertyuiop']) {
    expect([text, popular.has(text)]).toEqual([text, true]);
  }
  for (const text of ['123456', 'correct horse battery', 'tidal-lantern-41']) {
    expect([text, popular.has(text)]).toEqual([text, false]);
  }
});
