import type { Ports } from '../../ports/ports.ts';
import type { SealContext } from '../../ports/sealer.ts';

export type ResealPorts = Pick<Ports, 'store' | 'sealer' | 'roots'>;

/** The same value under today's keys; the very same bytes where it is already. Throws `integrity`. */
export async function resealValue(
  { sealer, roots }: Pick<ResealPorts, 'sealer' | 'roots'>,
  context: SealContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  if (await roots.isCurrent(context.tenant, sealed)) return sealed;
  return sealer.seal(context, await sealer.open(context, sealed));
}

export async function resealOrNull(
  ports: Pick<ResealPorts, 'sealer' | 'roots'>,
  context: SealContext,
  sealed: Uint8Array | null,
): Promise<Uint8Array | null> {
  return sealed === null ? null : resealValue(ports, context, sealed);
}

/** Whether two sealed values are the same one: what was sealed anew by somebody else is another. */
export function isSameValue(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
