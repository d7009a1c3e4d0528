import { expect, it } from 'vitest';
import { MessageReader } from './messages.ts';

function message(type: string, text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + Buffer.byteLength(text));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(text)]);
}

it('reads messages that arrive in pieces and in heaps, the first of a client without a letter', () => {
  const sent = [message('', 'user\0postgres'), message('Q', 'COMMIT\0'), message('X', '')];
  const stream = Buffer.concat(sent);
  const reader = new MessageReader('client');
  const pieces = [stream.subarray(0, 3), stream.subarray(3, 20), stream.subarray(20)];
  const read = pieces.flatMap((piece) => reader.take(piece));
  expect(read.map(({ type }) => type)).toEqual(['startup', 'Q', 'X']);
  expect(read.map(({ bytes }) => bytes.toString())).toEqual(sent.map((each) => each.toString()));
});
