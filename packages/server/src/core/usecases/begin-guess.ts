import { Fault } from '../fault.ts';
import type { Call } from '../model/call.ts';
import { isSignature, type PinProof } from '../model/pin-key.ts';
import type { WatchedGuess } from '../ports/guess-watch.ts';
import type { Ports } from '../ports/ports.ts';
import type { SubjectRef } from './find-subject.ts';

const WAIT_SECONDS = 60;

/** Who is guessed at, and what is shown. */
interface GuessAt {
  readonly subject: SubjectRef;
  readonly purpose: string;
  readonly proof: PinProof;
}

/**
 * Lets a guess begin, as far as guessing at many people is concerned. Throws `rate_limited`, before
 * anything is looked up: nobody learns by it who exists, and nothing is charged.
 */
export function beginGuess(
  { guesses }: Pick<Ports, 'guesses'>,
  call: Call,
  { subject, purpose, proof }: GuessAt,
): WatchedGuess {
  const guess = guesses.begin(call, {
    ...{ subject: JSON.stringify(subject), purpose },
    secret: isSignature(proof) ? null : proof,
    hasDevice: call.device !== undefined && !call.device.isNew,
  });
  if ('waitSeconds' in guess) throw slowDown(guess.waitSeconds);
  return guess;
}

/** The same words and the same wait, whoever is guessed at. */
export function slowDown(retryAfterSeconds = WAIT_SECONDS): Fault {
  const sentence = 'Too many PINs were wrong here. Wait and try again. Nothing was charged.';
  return new Fault('rate_limited', sentence, { retryAfterSeconds });
}
