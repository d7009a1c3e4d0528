import type { Call } from '../../src/core/model/call.ts';
import type { Subject } from '../../src/core/model/subject.ts';
import type { Tenant } from '../../src/core/model/tenant.ts';
import { openContents } from '../../src/core/usecases/compose-message.ts';
import type { SendCode } from '../../src/core/usecases/send-code.ts';
import type { TestCore } from './test-core.ts';

/** Somebody who can be told something by mail and by text message. */
export function createReachable({ core, call }: TestCore, id = 'ann'): Promise<Subject> {
  const phone = { ann: '254700000001', ben: '254700000002' }[id] ?? '254700000003';
  const identifiers = [
    { type: 'email', value: `${id}@example.com` },
    { type: 'msisdn', value: phone },
  ] as const;
  return core.createSubject(call, { id, identifiers });
}

/** Calls of a second tenant, which was just made. */
export async function callOfOther({ core, call }: TestCore): Promise<Call> {
  const tenant: Tenant = await core.createTenant(call, { id: 'other', name: 'Other' });
  return { ...call, tenant };
}

/** The same call, as the tenant's new settings have it. */
export async function configured(
  { core, call }: TestCore,
  settings: Parameters<TestCore['core']['configureTenant']>[1],
): Promise<Call> {
  return { ...call, tenant: await core.configureTenant(call, settings) };
}

/** Sends a code that has to go out. */
export async function sendCode(
  { core, call }: Pick<TestCore, 'core' | 'call'>,
  command: Omit<SendCode, 'template' | 'use'> & { readonly use?: string },
) {
  const about = { use: 'sign-in', template: 'sign_in_code', ...command } as const;
  const sent = await core.sendCode(call, about);
  if (sent.outcome !== 'sent') throw new Error(sent.outcome);
  return sent;
}

/** What the newest message tells, opened as the one who sends it does. */
export async function readNewestCode({ ports }: TestCore): Promise<string> {
  const [message] = await ports.store.listMessages(1);
  const contents = message && (await openContents(ports.sealer, message));
  return contents?.code ?? '';
}

/** Six digits that are not the code. */
export function wrongOf(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

/** How often each outcome came. */
export function tally(outcomes: readonly { readonly outcome: string }[]) {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Does the same thing many times at once. */
export function many<R>(count: number, act: (each: number) => Promise<R>): Promise<R[]> {
  return Promise.all(Array.from({ length: count }, (_none, each) => act(each)));
}
