import { expect, it } from 'vitest';
import { StatementNames } from './connection.ts';

it('a statement has one name on a node, and no other node gives that name to anything', () => {
  const [one, other] = [new StatementNames(), new StatementNames()];
  const texts = ['SELECT 1', 'SELECT 2'];
  const names = texts.map((text) => one.of(text));
  expect(texts.map((text) => one.of(text))).toEqual(names);
  const all = [...names, ...texts.map((text) => other.of(text))];
  expect(new Set(all).size).toBe(4);
});
