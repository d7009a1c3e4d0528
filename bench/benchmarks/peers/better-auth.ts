import { askAll } from '../../load/ask-all.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import type { Answer } from '../../load/connection.ts';
import { jsonPost } from '../../load/json-request.ts';
import type { MeasuredTime } from '../../load/rate-over.ts';
import { PIN, WRONG_PIN } from '../../server/subjects.ts';
import type { Peer, WithPeer } from './peer.ts';
import { evaluatedDuring, type PeerProcess, versionOf, withPeerProcess } from './peer-process.ts';
import {
  CLIENTS,
  everybody,
  FIRST_TIME,
  inTurn,
  perGuess,
  signingIn,
  TIME,
  victims,
} from './terms.ts';

/** The window its documentation gives to sign-ins. */
const WINDOW_SECONDS = 10;

type Process = PeerProcess<{ readonly port: number }>;

/**
 * better-auth on SQLite, with Argon2id by its own option. It has no lock on an account. It has a
 * limit per address, which is on, so every sign-in comes from an address of its own.
 */
export const withBetterAuth: WithPeer = (say, work) => {
  say(`better-auth: signing up ${everybody.length} users`);
  const options = { windowSeconds: WINDOW_SECONDS };
  return withPeerProcess('better-auth.mjs', options, async (process: Process) => {
    const { port } = process.ready;
    const addresses = newAddresses();
    const next = () => addresses.next().value;
    const answers = await askAll(
      port,
      everybody.map((user) => signUp(user, next())),
      CLIENTS,
    );
    const bad = answers.find((answer) => !isOk(answer));
    if (bad !== undefined) throw new Error(`better-auth signed nobody up: ${bad.body}`);
    const user = inTurn(signingIn);
    const loop = (time: MeasuredTime) =>
      closedLoop({
        ...{ port, clients: CLIENTS, isRight: isOk, ...time },
        next: () => signIn(user(), PIN, next()),
      });
    await loop(FIRST_TIME);
    return work({
      name: `better-auth ${versionOf('better-auth')}`,
      signIns: () => loop(TIME),
      storms: stormsOn(process, next),
      cpuSeconds: process.cpuSeconds,
    });
  });
};

function stormsOn(process: Process, next: () => string): Peer['storms'] {
  const victim = inTurn(victims);
  const raise = (addresses: readonly string[]) => {
    const user = victim();
    const guesses = addresses.map((address) => signIn(user, WRONG_PIN, address));
    return evaluatedDuring(process, () => askAll(process.ready.port, guesses, guesses.length));
  };
  return [
    { how: 'each from an address of its own', raise: () => raise(perGuess(next)) },
    {
      how: 'all from one address',
      raise: () => {
        const address = next();
        return raise(perGuess(() => address));
      },
    },
  ];
}

function signUp(user: string, address: string): Buffer {
  return post('sign-up', address, { name: user, email: emailOf(user), password: PIN });
}

function signIn(user: string, password: string, address: string): Buffer {
  return post('sign-in', address, { email: emailOf(user), password });
}

function post(action: string, address: string, content: Readonly<Record<string, string>>): Buffer {
  return jsonPost(`/api/auth/${action}/email`, [`X-Forwarded-For: ${address}`], content);
}

function emailOf(user: string): string {
  return `${user}@bench.example`;
}

function isOk({ status }: Answer): boolean {
  return status === 200;
}

/** Addresses that nothing came from yet, one after the other. */
function* newAddresses(): Generator<string, never> {
  for (let number = 1; ; number += 1) {
    yield `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  }
}
