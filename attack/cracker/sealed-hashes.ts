import { createDecipheriv } from 'node:crypto';
import type { CredentialKey, Verifier } from '../../packages/server/src/core/model/credential.ts';
import type { FoundTenantKey } from '../../packages/server/src/core/ports/key-store.ts';
import type { Sealer } from '../../packages/server/src/core/ports/sealer.ts';
import { openHash } from '../../packages/server/src/core/usecases/verifier.ts';
import { createAesSealer } from '../../packages/server/src/crypto/aes-sealer.ts';
import { Keyring } from '../../packages/server/src/crypto/keyring.ts';
import {
  TenantKeyring,
  type TenantKeyringParts,
} from '../../packages/server/src/crypto/tenant-keyring.ts';
import { toTenantKey } from '../../packages/server/src/storage/queries/tenant-keys.ts';
import type { Loot, LootRow, LootValue } from './loot.ts';

/** A hash a PIN can be tried against, and whose it is. */
export interface FoundHash extends Pick<CredentialKey, 'tenant' | 'subject' | 'purpose'> {
  readonly phc: string;
}

export interface OpenedSeals {
  /** Those that were there; a copy counts again. */
  readonly sealed: number;
  readonly opened: readonly FoundHash[];
}

interface HeldVerifier {
  readonly key: CredentialKey;
  readonly verifier: Verifier;
}

/** With a wrong key and no check of it, what comes out is noise. */
const HASH = /^\$[a-z0-9]+\$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Hashes out of sealed verifiers, with whichever of the keys opens them. The thief has the source: it
 * is the server's own code that tries, with each key as a root and as the key itself.
 */
export async function openSeals({ rows }: Loot, keys: readonly Uint8Array[]): Promise<OpenedSeals> {
  const findTenantKey = tenantKeysIn(rows);
  const held = rows.flatMap(toHeld);
  const [sample] = held;
  if (sample === undefined) return { sealed: 0, opened: [] };
  const working: Sealer[] = [];
  for (const key of keys) {
    for (const sealer of [asRoot(key, rootIdOf(sample), findTenantKey), asItself(key)]) {
      if ((await open(sealer, sample)) !== undefined) working.push(sealer);
    }
  }
  const opened: FoundHash[] = [];
  for (const sealer of working) {
    for (const each of held) {
      const phc = await open(sealer, each);
      if (phc !== undefined) opened.push({ ...each.key, phc });
    }
  }
  return { sealed: held.length, opened };
}

function toHeld({ table, values }: LootRow): HeldVerifier[] {
  const sealed = values.get('verifier');
  if (table !== 'credentials' || !(sealed instanceof Uint8Array)) return [];
  const [tenant, subject, purpose] = ['tenant', 'subject', 'purpose'].map((name) =>
    String(values.get(name)),
  ) as [string, string, string];
  const version = Number(values.get('version'));
  return [{ key: { tenant, subject, purpose }, verifier: { version, kind: 'hash', sealed } }];
}

async function open(sealer: Sealer, held: HeldVerifier): Promise<string | undefined> {
  try {
    const text = await openHash(sealer, held);
    return HASH.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function rootIdOf({ verifier: { sealed } }: HeldVerifier): string {
  return Buffer.from(sealed).toString('utf8', 2, 2 + (sealed[1] ?? 0));
}

function asRoot(secret: Uint8Array, id: string, findTenantKey: FindTenantKey): Sealer {
  const root = { active: id, roots: [{ id, secret }], digestSecret: secret };
  const keyring = new Keyring(root);
  return createAesSealer(
    new TenantKeyring({ keyring, findTenantKey, lookFor: async () => undefined, now: () => 0 }),
  );
}

type FindTenantKey = TenantKeyringParts['findTenantKey'];

/** Keys of tenants lie in the database too, sealed under the root. */
function tenantKeysIn(rows: readonly LootRow[]): FindTenantKey {
  const keys = new Map<string, FoundTenantKey['key']>();
  for (const { table, values } of rows) {
    const row = {
      sealed: null,
      shredded_at: null,
      removed_at: null,
      ...Object.fromEntries([...values].map(fromDump)),
    };
    if (table === 'tenant_keys') keys.set(String(values.get('tenant')), toTenantKey(row));
  }
  return async (tenant) => ({ exists: true, key: keys.get(tenant) ?? null });
}

/** Dumps of PostgreSQL have large integers as text. */
function fromDump([name, value]: readonly [string, LootValue]): readonly [string, LootValue] {
  return [name, name !== 'tenant' && /^\d+$/.test(String(value)) ? Number(value) : value];
}

/** Without derivation and without knowing what else is authenticated: counter mode needs neither. */
function asItself(key: Uint8Array): Sealer {
  const rest = createAesSealer(
    new Keyring({ active: 'k', roots: [{ id: 'k', secret: key }], digestSecret: key }),
  );
  return {
    ...rest,
    async open(_context, sealed) {
      const nonceAt = 2 + (sealed[1] ?? 0);
      const bodyAt = nonceAt + NONCE_BYTES;
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.slice(nonceAt, bodyAt));
      return cipher.update(sealed.slice(bodyAt, -TAG_BYTES));
    },
  };
}
