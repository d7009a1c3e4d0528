import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type Mail, readMail } from './read-mail.ts';

export interface ReceivedMail extends Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether it came over an encrypted connection. */
  readonly encrypted: boolean;
  readonly user: string | undefined;
}

/** Where in the conversation it refuses, and the code it says there. */
export interface Refusal {
  readonly at: 'connect' | 'sender' | 'recipient' | 'message';
  readonly code: number;
}

/** Somebody mail is handed over to: a real SMTP server on a loopback port. */
export interface MailServer {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** Connections made so far. */
  readonly connections: number;
  /** What it refuses from now on; `silent`: it takes connections and says nothing. */
  mood: Refusal | 'silent' | null;
  /** Waits until a mail fits; throws after some seconds. */
  next(fits?: (mail: ReceivedMail) => boolean): Promise<ReceivedMail>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;

export async function startMailServer(
  options: SMTPServerOptions & { readonly port?: number } = {},
): Promise<MailServer> {
  const { port = 0, ...rest } = options;
  const received: ReceivedMail[] = [];
  let connections = 0;
  const judge = (at: Refusal['at'], done: (error?: Error | null) => void): void => {
    const { mood } = server;
    if (mood === 'silent') return;
    // What a server says may quote the mail, and must not be found anywhere.
    const refusal = new Error('refused in the words of the server');
    done(mood?.at === at ? Object.assign(refusal, { responseCode: mood.code }) : null);
  };
  const smtp = new SMTPServer({
    ...{ authOptional: true, logger: false, disableReverseLookup: true, closeTimeout: 10 },
    onConnect(_session, done) {
      connections += 1;
      judge('connect', done);
    },
    onMailFrom: (_address, _session, done) => judge('sender', done),
    onRcptTo: (_address, _session, done) => judge('recipient', done),
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const mail = readMail(Buffer.concat(chunks).toString('latin1'));
      judge('message', (error) => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        if (!error)
          received.push({ ...mail, from, to, encrypted: session.secure, user: session.user });
        done(error);
      });
    },
    ...rest,
  });
  // A client that leaves without a word is none of our concern.
  smtp.on('error', () => undefined);
  smtp.listen(port, '127.0.0.1');
  await once(smtp.server, 'listening');
  const server: MailServer = {
    port: (smtp.server.address() as AddressInfo).port,
    received,
    get connections() {
      return connections;
    },
    mood: null,
    async next(fits = () => true) {
      for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
        const found = received.find(fits);
        if (found !== undefined) return found;
        await wait(20);
      }
      throw new Error(`no fitting mail arrived: ${JSON.stringify(received)}`);
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}
