import { bindLoop, withLdapClients } from '../../load/ldap-binds.ts';
import type { MeasuredTime } from '../../load/rate-over.ts';
import { PIN, WRONG_PIN } from '../../server/subjects.ts';
import { findSlapd } from './find-slapd.ts';
import type { WithPeer } from './peer.ts';
import { evaluatedDuring, type PeerProcess, withPeerProcess } from './peer-process.ts';
import {
  CLIENTS,
  everybody,
  FIRST_TIME,
  GUESSES,
  inTurn,
  signingIn,
  TIME,
  victims,
} from './terms.ts';

interface Ready {
  readonly port: number;
  /** The name under which the users are. */
  readonly people: string;
}

/** Debian's OpenLDAP with ppolicy, and its own Argon2 at our parameters. A sign-in is a bind. */
export const withOpenLdap: WithPeer = (say, work) => {
  const found = findSlapd();
  if (found === undefined) {
    say('OpenLDAP is not installed, so it is left out: apt-get install slapd slapd-contrib');
    return work(undefined);
  }
  say(`OpenLDAP: adding ${everybody.length} users`);
  const options = { ...found, users: everybody, secret: PIN };
  return withPeerProcess('openldap.mjs', options, async (process: PeerProcess<Ready>) => {
    const { port, people } = process.ready;
    const nameOf = (user: string) => `uid=${user},${people}`;
    const next = inTurn(signingIn.map(nameOf));
    const loop = (time: MeasuredTime) =>
      bindLoop({ port, clients: CLIENTS, next, secret: PIN, ...time });
    await loop(FIRST_TIME);
    const victim = inTurn(victims);
    const raise = () => evaluatedDuring(process, () => guessAtOnce(port, nameOf(victim())));
    return work({
      name: `OpenLDAP ${found.version}`,
      signIns: () => loop(TIME),
      storms: [{ raise }],
      cpuSeconds: process.cpuSeconds,
    });
  });
};

function guessAtOnce(port: number, name: string): Promise<void> {
  return withLdapClients(port, GUESSES, async (clients) => {
    const binds = clients.map((client) => client.bind(name, WRONG_PIN));
    const right = (await Promise.allSettled(binds)).filter(({ status }) => status === 'fulfilled');
    if (right.length > 0) throw new Error('OpenLDAP took a wrong secret for right');
  });
}
