import { Fault } from '../fault.ts';
import { TrailJudge } from '../model/trail-judge.ts';
import type { Anchor, TrailVerdict } from '../model/trail-verdict.ts';
import type { Ports } from '../ports/ports.ts';

interface VerifyPorts extends Pick<Ports, 'trailCrypto'> {
  readonly trail: Pick<Ports['trail'], 'readTrail'>;
}

/**
 * Checks the whole audit trail of a tenant, as of one instant, and names the first entry that was
 * altered, removed or moved. With an anchor, a checkpoint kept outside the database, also that
 * nothing up to there was rolled back. Throws `request_malformed` for another tenant's anchor.
 */
export async function verifyTrail(
  { trail, trailCrypto }: VerifyPorts,
  tenant: string,
  anchor: Anchor | null = null,
): Promise<TrailVerdict> {
  if (anchor !== null && anchor.tenant !== tenant) {
    throw new Fault('request_malformed', `The anchor is of the tenant ${anchor.tenant}.`);
  }
  const judge = new TrailJudge(tenant, trailCrypto, anchor);
  for await (const pieces of trail.readTrail(tenant)) {
    for (const piece of pieces) judge.take(piece);
  }
  return judge.verdict();
}
