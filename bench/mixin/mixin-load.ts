import type { Answer } from '../load/connection.ts';
import type { BenchServer } from '../server/start-server.ts';
import { shuffled } from '../server/subjects.ts';
import { MixinSession } from './mixin-session.ts';
import { type MixinUserKind, mixinUser } from './mixin-user.ts';
import { RequestStock } from './request-stock.ts';

/**
 * Right PINs of these users, over and over, in one random order. No two stocks may share a user: what
 * one of them had made earlier would be stale after the other.
 */
export function mixinStock(
  server: BenchServer,
  kind: MixinUserKind,
  users: readonly number[],
): RequestStock {
  const sessions = shuffled(users).map((number) => {
    const user = mixinUser(kind, number);
    const token = server.mixinTokens[user.sessionId];
    if (token === undefined) throw new Error(`${kind} ${number} has no session`);
    return new MixinSession(user, Buffer.from(token, 'base64'));
  });
  let turn = 0;
  return new RequestStock(() => {
    const session = sessions[turn % sessions.length];
    turn += 1;
    if (session === undefined) throw new Error('there is nobody to verify');
    return kind === 'tip' ? session.verifyTip() : session.verifyDigits();
  });
}

/** On this wire a refusal is 202, and anything else tells the user. */
export function isMixinUser({ status, body }: Answer): boolean {
  return status === 200 && body.startsWith('{"data":{"type":"user"');
}
