import type { Call } from '../../../src/core/model/call.ts';
import type { IdentifierType } from '../../../src/core/model/subject.ts';
import type { TestServer } from '../../support/test-server.ts';

/** What the wire does not tell, asked of the core of the same server. */
export async function callOf({ server, demo }: TestServer): Promise<Call> {
  const tenant = await server.core.readTenant(demo.tenant);
  if (tenant === null) throw new Error('no demo tenant');
  return { tenant, actor: 'test', dialect: 'test', source: 'test', requestId: 'test' };
}

/** The tenant's own id of somebody; `undefined`: nobody. */
export async function subjectOf(
  server: TestServer,
  value: string,
  type: IdentifierType = 'account',
): Promise<string | undefined> {
  const ref = { identifier: { type, value } };
  return (await server.server.core.findSubject(await callOf(server), ref))?.id;
}

/** Guesses that somebody has left. */
export async function guessesLeft(server: TestServer, account: string): Promise<unknown> {
  const id = (await subjectOf(server, account)) ?? '';
  const query = { subject: { id }, purpose: 'login' };
  const status = await server.server.core.readPinStatus(await callOf(server), query);
  return status.outcome === 'status' ? status.lockout.attemptsRemaining : undefined;
}
