import { unreachable } from '../../core/fault.ts';
import type { ChallengeType } from '../../core/model/challenge.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { MINUTE_MS } from '../../core/model/instant.ts';
import type { OpenChallengeOutcome } from '../../core/model/outcome.ts';
import type { SubjectStanding } from '../../core/model/standing.ts';
import type { Route, WireResponse } from '../dialect.ts';
import { nameBasedId } from '../name-based-id.ts';
import { created, ok, refuse } from './answers.ts';
import type { Label } from './challenge-object.ts';
import type { CircleCode } from './codes.ts';
import { findChallenge } from './find-challenge.ts';
import { readSettings } from './settings.ts';
import { defineUserCall, type UserExchange } from './user-call.ts';
import { openedChallenge } from './wire-answers.ts';
import { idempotencyKey } from './wire-fields.ts';

interface ChallengeCall extends Pick<Route, 'method' | 'path' | 'summary'> {
  readonly label: Label;
  readonly type: ChallengeType;
  /** Why somebody who stands like this cannot have one (w3s 6.2); `null`: they can. */
  readonly forbids: (standing: SubjectStanding) => CircleCode | null;
}

interface Wanted extends Pick<ChallengeCall, 'label' | 'type' | 'forbids'> {
  readonly idempotencyKey: string;
}

/** A call that opens a challenge; blockchains, account types and metadata are not read. */
export function defineChallengeCall({ label, type, forbids, ...address }: ChallengeCall): Route {
  return defineUserCall({
    ...address,
    input: { idempotencyKey },
    answers: { 200: openedChallenge, 201: openedChallenge },
    run: (exchange) => open(exchange, { label, type, forbids, ...exchange.input }),
  });
}

/**
 * The key names the challenge, so a repeat finds it (w3s 7). It does before anything else is asked:
 * the challenge of the first call may have set the very PIN that now forbids a second one.
 */
async function open(exchange: UserExchange, wanted: Wanted): Promise<WireResponse> {
  const { core, call, user } = exchange;
  const id = await nameBasedId(core, call, 'challenge', wanted.idempotencyKey.toLowerCase());
  const subject = { id: user.id };
  const purpose = DEFAULT_PURPOSE;
  if ((await findChallenge(core, call, id)) === null) {
    const standing = await core.readStanding(call, { subject, purpose });
    const code = standing === null ? 155102 : wanted.forbids(standing);
    if (code !== null) return refuse(code);
  }
  const { label, type } = wanted;
  const ttlMs = readSettings(call.tenant).challengeMinutes * MINUTE_MS;
  return encode(await core.openChallenge(call, { id, subject, purpose, type, label, ttlMs }));
}

function encode(outcome: OpenChallengeOutcome): WireResponse {
  switch (outcome.outcome) {
    case 'opened': {
      const data = { challengeId: outcome.challenge.id };
      return outcome.repeated ? ok(data) : created(data);
    }
    case 'id_taken':
      return refuse(156020);
    case 'unknown_subject':
      return refuse(155102);
    default:
      return unreachable(outcome);
  }
}
