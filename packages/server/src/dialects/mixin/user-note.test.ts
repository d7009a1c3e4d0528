import { expect, it } from 'vitest';
import { newNote, readNote } from './user-note.ts';

it('takes somebody made through another wire as a plain user', () => {
  const { preferences, ...note } = readNote({ notes: { circle: { fullName: 'not ours' } } });
  expect(note).toEqual({
    ...{ fullName: '', biography: '', isApp: false, hasSafe: false, spendPublicKey: '' },
    codeRotations: 0,
  });
  expect(preferences.fiatCurrency).toBe('USD');
});

it('fills in what an older version of the server did not write yet', () => {
  const kept = { fullName: 'Ann', preferences: { fiatCurrency: 'KES' } };
  const note = readNote({ notes: { mixin: kept } });
  expect(note).toMatchObject({ fullName: 'Ann', isApp: false, codeRotations: 0 });
  expect(note.preferences).toEqual({ ...newNote({}).preferences, fiatCurrency: 'KES' });
});
