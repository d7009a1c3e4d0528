import { Fault } from '../fault.ts';
import { auditEntry } from '../model/audit.ts';
import type { Call } from '../model/call.ts';
import type { CallerKey } from '../model/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { callerSecretDigest } from './caller-secret.ts';

export interface CreateCallerKey {
  readonly dialect: string;
  readonly name: string;
  /** Name and secret that deployed callers already use; both are made up when absent. */
  readonly id?: string;
  readonly secret?: string;
}

/** The one moment the secret is known: it is shown to whoever asked and kept only as a digest. */
export interface CreatedCallerKey {
  readonly key: CallerKey;
  readonly secret: string;
}

export async function createCallerKey(
  { store, sealer, clock, random }: Pick<Ports, 'store' | 'sealer' | 'clock' | 'random'>,
  call: Call,
  command: CreateCallerKey,
): Promise<CreatedCallerKey> {
  const id = command.id ?? random.id().replaceAll('-', '');
  const secret = command.secret ?? random.token();
  const at = clock.now();
  const tenant = call.tenant.id;
  const { dialect, name } = command;
  const secretDigest = await callerSecretDigest(sealer, { dialect, id, tenant }, secret);
  const created = { createdAt: at, revokedAt: null };
  const key: CallerKey = { id, tenant, dialect, name, secretDigest, ...created };
  const reason = `${dialect} ${id}`;
  await store.applyToCallerKey(dialect, id, (current) => {
    if (current !== null) throw new Fault('key_exists', 'This key name is taken. Choose another.');
    const fact = { action: 'key.create', outcome: 'created', reason };
    return { next: key, audit: [auditEntry(call, at, fact)], result: undefined };
  });
  return { key, secret };
}
