import { randomUUID } from 'node:crypto';
import { askAll } from '../../load/ask-all.ts';
import { closedLoop } from '../../load/closed-loop.ts';
import type { Answer } from '../../load/connection.ts';
import { jsonPost } from '../../load/json-request.ts';
import type { MeasuredTime } from '../../load/rate-over.ts';
import { PIN, WRONG_PIN } from '../../server/subjects.ts';
import type { WithPeer } from './peer.ts';
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

interface Ready {
  readonly port: number;
  /** The power of two that its hash was set to, and what a check costs then. */
  readonly rounds: number;
  readonly bcryptMs: number;
  readonly argon2Ms: number;
}

/** parse-server on PostgreSQL, with its account lockout, and bcrypt as dear as Argon2id. */
export const withParseServer: WithPeer = (say, work) => {
  say(`parse-server: starting PostgreSQL, signing up ${everybody.length} users`);
  const appId = randomUUID();
  return withPeerProcess('parse-server.mjs', { appId }, async (process: PeerProcess<Ready>) => {
    const { port, rounds, bcryptMs, argon2Ms } = process.ready;
    const post = (path: string, username: string, password: string) =>
      jsonPost(path, [`X-Parse-Application-Id: ${appId}`], { username, password });
    const signUps = everybody.map((user) => post('/users', user, PIN));
    const answers = await askAll(port, signUps, CLIENTS);
    const bad = answers.find(({ status }) => status !== 201);
    if (bad !== undefined) throw new Error(`parse-server signed nobody up: ${bad.body}`);
    const next = inTurn(signingIn.map((user) => post('/login', user, PIN)));
    const loop = (time: MeasuredTime) =>
      closedLoop({ port, clients: CLIENTS, isRight: isSignedIn, next, ...time });
    await loop(FIRST_TIME);
    const victim = inTurn(victims);
    const raise = () => {
      const user = victim();
      const guesses = perGuess(() => post('/login', user, WRONG_PIN));
      return evaluatedDuring(process, () => askAll(port, guesses, guesses.length));
    };
    return work({
      name: `parse-server ${versionOf('parse-server')}`,
      signIns: () => loop(TIME),
      storms: [{ raise }],
      cpuSeconds: process.cpuSeconds,
      otherHash: { name: `bcrypt, cost ${rounds}`, checkMs: bcryptMs, argon2Ms },
    });
  });
};

function isSignedIn({ status, body }: Answer): boolean {
  return status === 200 && body.includes('"sessionToken"');
}
