import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { queryReader } from './read-query.ts';

const read = queryReader(
  Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
      name: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
);

it('reads whole numbers where the schema wants them, and text elsewhere', () => {
  expect(read({ limit: '50', name: '50' })).toEqual({ limit: 50, name: '50' });
  expect(read({})).toEqual({});
});

it.each(['', ' 5', '5.0', '1e1', '0x1', '05', '+5', '0', '201', '٥', '9'.repeat(30), ['5', '5']])(
  'refuses %j as a number',
  (limit) => {
    expect(() => read({ limit })).toThrow(/^query\/limit /);
  },
);

it('refuses names it does not know, inherited ones included, and never repeats them', () => {
  for (const name of ['pin8305', 'constructor', '__proto__']) {
    const query = Object.fromEntries([[name, '8305']]);
    expect(() => read(query)).toThrow(/^query has a field this call does not know/);
  }
});

it('reads nothing without a schema', () => {
  expect(queryReader(undefined)({ limit: '50' })).toEqual({});
});
