import type { Core } from '../../core/core.ts';
import { isFault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import type { IdentifierType, Subject } from '../../core/model/subject.ts';
import { isAccount } from './fields.ts';

/** Room for 9 * 10^14 people, none of whose numbers begins with a zero or is near 2^53. */
const FIRST = 100_000_000_000_000n;
const COUNT = 9n * FIRST;
const DRAWS_MAX = 5;

/**
 * Whoever has this account number, or this id where nobody has the number. Both are always looked
 * up, so that an unknown account takes the same time as a known one.
 */
export async function findByAccount(
  core: Core,
  call: Call,
  account: string,
): Promise<Subject | null> {
  const [named, own] = await Promise.all([
    core.findSubject(call, { identifier: { type: 'account', value: account } }),
    core.findSubject(call, { id: account }),
  ]);
  return named ?? own;
}

/** The number a subject goes by on this wire; somebody made elsewhere may have none yet. */
export function heldAccount(subject: Subject): string | undefined {
  const held = identifierOf(subject, 'account');
  return held ?? (isAccount(subject.id) ? subject.id : undefined);
}

export function identifierOf(subject: Subject, type: IdentifierType): string | undefined {
  return subject.identifiers.find((identifier) => identifier.type === type)?.value;
}

/**
 * The account number of a subject, given to it at its first use here. Derived from its id under the
 * server's key: two first uses at once give the same number, and nobody can tell the next one.
 */
export async function accountNumberOf(core: Core, call: Call, subject: Subject): Promise<string> {
  const held = heldAccount(subject);
  if (held !== undefined) return held;
  return withFreeAccount(core, call, subject.id, async (account) => {
    const noted = await core.noteSubject(call, subject.id, (current) =>
      heldAccount(current) === undefined ? { addIdentifier: account } : undefined,
    );
    return (noted && heldAccount(noted)) ?? account.value;
  });
}

/** Somebody who has just shown that a number is theirs; of two calls at once, one makes them. */
export async function findOrEnrol(core: Core, call: Call, msisdn: string): Promise<Subject> {
  const identifier = { type: 'msisdn', value: msisdn } as const;
  const find = () => core.findSubject(call, { identifier });
  const id = core.randomUuid();
  return (
    (await find()) ??
    withFreeAccount(core, call, id, async (account) => {
      try {
        return await core.createSubject(call, { id, identifiers: [identifier, account] });
      } catch (error) {
        const other = isFault(error, 'identifier_taken') ? await find() : null;
        if (other === null) throw error;
        return other;
      }
    })
  );
}

interface Account {
  readonly type: 'account';
  readonly value: string;
}

/** Tries numbers until one is free. Throws `identifier_taken` after the last. */
async function withFreeAccount<R>(
  core: Core,
  call: Call,
  id: string,
  use: (account: Account) => Promise<R>,
): Promise<R> {
  for (let draw = 1; ; draw += 1) {
    const digest = await core.digest(call, 'account-number', `${draw}:${id}`);
    const value = String(FIRST + (BigInt(`0x${digest}`) % COUNT));
    try {
      return await use({ type: 'account', value });
    } catch (error) {
      if (draw === DRAWS_MAX || !isFault(error, 'identifier_taken')) throw error;
    }
  }
}
