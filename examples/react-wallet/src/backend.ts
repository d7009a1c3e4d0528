import { createAssertionVerifier, PintumblerClient } from '@pintumbler/client';

export interface BackendOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The tenant's id; proofs are made for it. */
  readonly tenant: string;
}

interface Session {
  readonly subject: string;
  /** Challenges of this session, each with what it was opened for. */
  readonly challenges: Map<string, string>;
  readonly paid: string[];
}

type Body = Readonly<Record<string, unknown>>;

/** What the wallet's page may ask for. Nothing in a body says who is asking: the session does. */
export interface Backend {
  readonly signIn: () => Promise<Session>;
  readonly handle: (session: Session, call: string, body: Body) => Promise<object | null>;
}

export function createBackend({ baseUrl, apiKey, tenant }: BackendOptions): Backend {
  const client = new PintumblerClient({ baseUrl, apiKey });
  const verifier = createAssertionVerifier({ readKeys: () => client.readKeys(), audience: tenant });
  /** Proofs that were acted on; a real wallet keeps them in its database, until they expire. */
  const used = new Set<string>();

  const account = async ({ subject, paid }: Session) => {
    const { state } = await client.readPinStatus(subject);
    return { hasPin: state !== 'not_set', paid };
  };

  const open = async ({ subject, challenges }: Session, { type, to, amount }: Body) => {
    if (type === 'set') {
      const challenge = await client.openChallenge({ type, subject, expiresInMinutes: 10 });
      challenges.set(challenge.id, 'set');
      return { id: challenge.id, url: challenge.url };
    }
    // The page shows these words above the PIN, and the proof is for them and nothing else.
    const operation = `Pay ${Number(amount).toFixed(2)} EUR to ${String(to)}`;
    const options = { type: 'verify', subject, operation, expiresInMinutes: 10 } as const;
    const challenge = await client.openChallenge(options);
    challenges.set(challenge.id, operation);
    return { id: challenge.id, url: challenge.url };
  };

  const pay = async (session: Session, id: string): Promise<void> => {
    const operation = session.challenges.get(id);
    const challenge = await client.readChallenge(id);
    if (operation === undefined || challenge.status !== 'complete') return;
    const { subject } = session;
    const proof = await verifier.verify(challenge.assertion ?? '', { subject, operation });
    if (proof.outcome === 'refused' || used.has(proof.assertion.id)) return;
    used.add(proof.assertion.id);
    session.paid.push(operation);
  };

  return {
    async signIn() {
      const { id: subject } = await client.createSubject({});
      return { subject, challenges: new Map(), paid: [] };
    },
    async handle(session, call, body) {
      const id = String(body['id']);
      switch (call) {
        case 'account':
          return account(session);
        case 'challenge':
          return open(session, body);
        case 'status':
          if (!session.challenges.has(id)) return null;
          return { status: (await client.readChallenge(id)).status };
        case 'pay':
          if (!session.challenges.has(id)) return null;
          await pay(session, id);
          return account(session);
        default:
          return null;
      }
    },
  };
}

export type { Session };
