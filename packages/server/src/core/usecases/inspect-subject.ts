import type { Call } from '../model/call.ts';
import type { ClientKey } from '../model/client-key.ts';
import { type Credential, mustChangePin } from '../model/credential.ts';
import { viewBudget } from '../model/guess-budget.ts';
import type { Instant } from '../model/instant.ts';
import { type LockoutView, suspendedView } from '../model/lockout-view.ts';
import { passwordKey } from '../model/password.ts';
import type { Subject } from '../model/subject.ts';
import type { Ports } from '../ports/ports.ts';

/** How one PIN stands, in the words of `read-pin-status`. */
export interface InspectedPin {
  readonly purpose: string;
  readonly kind: 'hash' | 'key' | null;
  readonly state: 'not_set' | 'active' | 'locked' | 'disabled';
  readonly lockout: LockoutView;
  readonly changedAt: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly mustChange: boolean;
  /** Since when it waits to be confirmed, after a restore. */
  readonly unconfirmedSince: Instant | null;
}

export interface InspectedSubject {
  readonly subject: Subject;
  readonly pins: readonly InspectedPin[];
  /** The password some wires want before a PIN; `null`: there was never one. */
  readonly password: InspectedPin | null;
  readonly clients: readonly ClientKey[];
}

/** Everything staff may know about one person; `null` for an unknown one. No PIN is among it. */
export async function inspectSubject(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  call: Call,
  id: string,
): Promise<InspectedSubject | null> {
  const tenant = call.tenant.id;
  const subject = await store.readSubject(tenant, id);
  if (subject === null) return null;
  const [credentials, clients] = await Promise.all([
    store.listCredentials(tenant, id),
    store.listClientKeys(tenant, id),
  ]);
  const now = clock.now();
  const seen = [...credentials].map(([purpose, each]) => inspect(call, purpose, each, now));
  const { purpose: password } = passwordKey({ tenant, subject: id });
  return {
    subject,
    // A colon keeps what stands beside a PIN apart from every purpose a caller can choose.
    pins: seen.filter(({ purpose }) => !purpose.includes(':')),
    password: seen.find(({ purpose }) => purpose === password) ?? null,
    clients,
  };
}

function inspect(
  { tenant: { policy } }: Call,
  purpose: string,
  credential: Credential,
  now: Instant,
): InspectedPin {
  const { verifier, suspended, changedAt, verifiedAt } = credential;
  const view = viewBudget(credential, null, policy, now);
  const open = view.locked ? 'locked' : 'active';
  return {
    purpose,
    kind: verifier?.kind ?? null,
    state: suspended ? 'disabled' : verifier === null ? 'not_set' : open,
    lockout: suspended ? suspendedView(view) : view,
    changedAt,
    verifiedAt,
    mustChange: verifier !== null && mustChangePin(credential, policy, now),
    unconfirmedSince: credential.lockout.unconfirmedSince,
  };
}
