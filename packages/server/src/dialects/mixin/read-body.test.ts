import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { bodyReader, digitsOf, UnreadableBody } from './read-body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the digits of a number in a body', () => {
  it('are those that were sent, beyond what a JavaScript number can hold', () => {
    const body = bytes('{"pin":"x", "timestamp": 1795189332265012533}');
    expect(digitsOf(body, 'timestamp')).toBe('1795189332265012533');
  });

  it.each(['-1', '1e18', '1.5', '"1795189332265012533"', 'null', '123456789012345678901'])(
    'are none for %s',
    (value) => expect(digitsOf(bytes(`{"timestamp":${value}}`), 'timestamp')).toBeUndefined(),
  );

  it('are those of the body itself, not of something inside it', () => {
    expect(digitsOf(bytes('{"a":{"timestamp":1}}'), 'timestamp')).toBeUndefined();
  });
});

describe('a body', () => {
  const read = bodyReader(Type.Object({ name: Type.Optional(Type.String()) }));

  it.each(['', 'x', '1', '"x"', 'null', '{"a":1', '{"a":1,"a":2}', '{"__proto__":1}'])(
    'that is no JSON object is not read: %s',
    (text) => expect(() => read(bytes(text))).toThrow(UnreadableBody),
  );

  it('with a wrong field is refused by its name', () => {
    expect(() => read(bytes('{"name":1}'))).toThrow(expect.objectContaining({ field: 'name' }));
  });

  it('with fields nobody knows is read', () => {
    expect(read(bytes('{"name":"x","more":1}'))).toMatchObject({ name: 'x' });
  });
});
