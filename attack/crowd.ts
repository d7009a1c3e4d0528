import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { PIN } from './people.ts';
import { mustBeSo } from './row.ts';
import { many } from './target/ask.ts';
import type { Target } from './target/target.ts';

/** Calls under way at once while a crowd is made. */
const LANES = 32;

/** What hashes of the server's own cost, as it is published. */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

export interface Member {
  readonly id: string;
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[];
  readonly devices?: readonly { readonly type: string; readonly value: string }[];
}

/**
 * Many people with a PIN, the same one: its hash is imported, as one that costs what the server's own
 * do, so that thousands are made in seconds.
 */
export async function enrolCrowd(
  target: Target,
  count: number,
  member: (nth: number) => Member,
): Promise<void> {
  const imported = { hash: await hash(PIN, { ...COST, salt: randomBytes(16) }) };
  await addCrowd(target, count, member);
  await inLanes(count, async (nth) => {
    const path = `/tenants/${target.demo.tenant}/subjects/${member(nth).id}/pin-hash`;
    const { status, text } = await target.admin('PUT', path, imported);
    mustBeSo(status === 200, `no PIN: ${text}`);
  });
}

/** Many people without a PIN. */
export function addCrowd(
  target: Target,
  count: number,
  member: (nth: number) => Member,
): Promise<void> {
  return inLanes(count, async (nth) => {
    const { status, text } = await target.call('POST', '/v1/subjects', member(nth));
    mustBeSo(status === 201, `no subject: ${text}`);
  });
}

/** Does something so often, a few at a time. */
export async function inLanes(count: number, act: (nth: number) => Promise<unknown>) {
  let next = 0;
  await many(Math.min(LANES, count), async () => {
    while (next < count) {
      const nth = next;
      next += 1;
      await act(nth);
    }
  });
}
