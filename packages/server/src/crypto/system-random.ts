import { randomBytes, randomInt } from 'node:crypto';
import { v4, v7 } from 'uuid';
import type { Random } from '../core/ports/random.ts';

const TOKEN_BYTES = 32;
const INTEGER_LIMIT = 2 ** 31;

/** Chance from the operating system's generator. */
export const systemRandom: Random = {
  id: () => v7(),
  uuid: () => v4(),
  token: () => randomBytes(TOKEN_BYTES).toString('base64url'),
  digits: (length) => String(randomInt(10 ** length)).padStart(length, '0'),
  bytes: (length) => randomBytes(length),
  integer: () => randomInt(INTEGER_LIMIT),
};
