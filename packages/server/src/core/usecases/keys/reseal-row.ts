import type { ClientKey } from '../../model/client-key.ts';
import type { OutgoingMessage } from '../../model/message.ts';
import type { Account, Passkey } from '../../model/operator.ts';
import type { SealedTableName } from '../../model/sealed-tables.ts';
import type { Decision } from '../../ports/decision.ts';
import type { SealedRow } from '../../ports/key-store.ts';
import { KEY_PROBE, PROBE_CONTEXT } from '../check-keys.ts';
import { channelContext } from '../client-channel.ts';
import { messageContext } from '../compose-message.ts';
import { passkeyContext } from '../operators/sealed-passkey.ts';
import { totpContext } from '../operators/use-totp-code.ts';
import { resealCredential } from './reseal-credential.ts';
import { isSameValue, type ResealPorts, resealOrNull, resealValue } from './reseal-value.ts';
import { tenantKeyContext } from './seal-tenant-key.ts';

type Named = Pick<SealedRow, 'key' | 'tenant'>;
type Reseal = (ports: ResealPorts, row: Named) => Promise<boolean>;
type Replaced<S> = Decision<S, boolean>;

const RESEAL: Readonly<Record<SealedTableName, Reseal>> = {
  facts: resealProbe,
  tenant_keys: resealTenantKey,
  accounts: resealAccount,
  passkeys: resealPasskey,
  credentials: (ports, { key: [tenant = '', subject = '', purpose = ''] }) =>
    resealCredential(ports, { tenant, subject, purpose }),
  client_keys: resealClientKey,
  messages: resealMessage,
};

/**
 * Seals what a row holds anew, through the verb its owners write it with, and only in the place of what
 * was read. `false`: there is something else now, or nothing, and the next pass looks again. Throws
 * the fault `integrity` for what does not open.
 */
export function resealRow(
  ports: ResealPorts,
  table: SealedTableName,
  row: Named,
): Promise<boolean> {
  return RESEAL[table](ports, row);
}

/** The one fact that is sealed. */
async function resealProbe(ports: ResealPorts): Promise<boolean> {
  const sealed = await ports.store.readFact(KEY_PROBE);
  if (sealed === null) return false;
  const to = await resealValue(ports, PROBE_CONTEXT, sealed);
  return ports.store.replaceFact(KEY_PROBE, sealed, to);
}

async function resealTenantKey(ports: ResealPorts, { key }: Named): Promise<boolean> {
  const [tenant = ''] = key;
  const sealed = (await ports.store.findTenantKey(tenant)).key?.sealed ?? null;
  if (sealed === null) return false;
  const to = await resealValue(ports, tenantKeyContext(tenant), sealed);
  return ports.store.replaceTenantKey(tenant, sealed, to);
}

async function resealAccount(ports: ResealPorts, { key }: Named): Promise<boolean> {
  const [, name = ''] = key;
  const before = await ports.store.readAccount(name);
  if (before === null) return false;
  const context = totpContext({ name });
  const totp = await resealOrNull(ports, context, before.totp);
  const totpOffered = await resealOrNull(ports, context, before.totpOffered);
  return ports.store.applyToAccount(name, (current): Replaced<Account> => {
    if (current === null || !isSameValue(current.totp, before.totp)) return { result: false };
    if (!isSameValue(current.totpOffered, before.totpOffered)) return { result: false };
    return { next: { ...current, totp, totpOffered }, result: true };
  });
}

async function resealPasskey(ports: ResealPorts, { key }: Named): Promise<boolean> {
  const [, id = ''] = key;
  const before = await ports.store.readPasskey(id);
  if (before === null) return false;
  const sealed = await resealValue(ports, passkeyContext(before), before.sealed);
  return ports.store.applyToPasskey(id, (current): Replaced<Passkey | null> => {
    if (current === null || !isSameValue(current.sealed, before.sealed)) return { result: false };
    return { next: { ...current, sealed }, result: true };
  });
}

/** The secret of a revoked one is forgotten already. */
async function resealClientKey(ports: ResealPorts, { key }: Named): Promise<boolean> {
  const [dialect = '', id = ''] = key;
  const before = await ports.store.readClientKey(dialect, id);
  if (before === null || before.channel.length === 0) return false;
  const channel = await resealValue(ports, channelContext(before), before.channel);
  return ports.store.applyToClientKey(dialect, id, (current): Replaced<ClientKey> => {
    if (current === null || !isSameValue(current.channel, before.channel)) return { result: false };
    return { next: { ...current, channel }, result: true };
  });
}

async function resealMessage(ports: ResealPorts, { key, tenant }: Named): Promise<boolean> {
  const [id = ''] = key;
  const read = (current: OutgoingMessage | null) => ({ result: current?.sealed ?? null });
  const before = await ports.store.applyToMessage(tenant, id, read);
  if (before === null) return false;
  const sealed = await resealValue(ports, messageContext(tenant, id), before);
  return ports.store.applyToMessage(tenant, id, (current): Replaced<OutgoingMessage> => {
    if (current === null || !isSameValue(current.sealed, before)) return { result: false };
    return { next: { ...current, sealed }, result: true };
  });
}
