import { type MeasuredTime, rateOver } from './rate-over.ts';

/** What is used of ldapts, which is installed with the peers only. */
export interface LdapClient {
  /** Fails when the server says anything but yes. */
  bind(name: string, secret: string): Promise<void>;
  unbind(): Promise<void>;
}

const CLIENTS = new URL('../peers/ldap-client.mjs', import.meta.url).href;

/** Connections to an LDAP server for `work`, closed afterwards. */
export async function withLdapClients<R>(
  port: number,
  count: number,
  work: (clients: readonly LdapClient[]) => Promise<R>,
): Promise<R> {
  const { connectTo }: { connectTo: (port: number) => Promise<LdapClient> } = await import(CLIENTS);
  const clients = await Promise.all(Array.from({ length: count }, () => connectTo(port)));
  try {
    return await work(clients);
  } finally {
    await Promise.all(clients.map((client) => client.unbind()));
  }
}

export interface BindLoop extends MeasuredTime {
  readonly port: number;
  /** Binds under way at any time; each has a connection of its own. */
  readonly clients: number;
  /** Whose turn it is. */
  readonly next: () => string;
  readonly secret: string;
}

/** Binds per second; each client binds again as soon as it is bound. One refusal ends the bench. */
export function bindLoop(load: BindLoop): Promise<number> {
  return withLdapClients(load.port, load.clients, async (clients) => {
    let binds = 0;
    let stopped = false;
    const drive = async (client: LdapClient) => {
      while (!stopped) {
        await client.bind(load.next(), load.secret);
        binds += 1;
      }
    };
    const ends = Promise.all(clients.map(drive));
    const rate = await Promise.race([rateOver(load, () => binds), ends.then(() => Number.NaN)]);
    stopped = true;
    await ends;
    return rate;
  });
}
