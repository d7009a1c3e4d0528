import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { checker } from './validate.ts';

const STRICT = { additionalProperties: false } as const;
const part = Type.Object({ kind: Type.String() }, STRICT);
const check = checker(
  Type.Object({ pin: Type.String(), parts: Type.Optional(Type.Array(part)) }, STRICT),
  'body',
);

function sentenceFor(value: unknown): string {
  try {
    check(value);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

describe('a fault', () => {
  it('names the place of a field the schema knows', () => {
    expect(sentenceFor({ pin: 8305 })).toMatch(/^body\/pin must be string\./);
    expect(sentenceFor({ pin: '8305', parts: [{ kind: 1 }] })).toMatch(/^body\/parts\/0\/kind /);
  });

  it('tells of an unknown field without its name, which may be a PIN', () => {
    expect(sentenceFor({ pin: '8305', 4711: 1 })).toMatch(/^body has a field this call does not k/);
    expect(sentenceFor({ pin: '8305', parts: [{ kind: 'x', 'a/4711': 1 }] })).toMatch(
      /^body\/parts\/0 has a field this call does not know/,
    );
    for (const name of ['4711', 'a/4711', '~4711', '', '4711/']) {
      for (const value of [{ [name]: 1 }, { pin: 1, [name]: 1 }, { pin: '', [name]: { x: 1 } }]) {
        expect(sentenceFor(value)).not.toMatch(/4711|schema/);
      }
    }
  });
});
