import type { Call } from '../model/call.ts';
import { hashOwner } from '../ports/hasher.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Throws `overloaded` while no place in the hash queue is free for this tenant. For wires that have to use something up
 * before a PIN is shown to the gate: an overload is told before that, not after. Holds no place: a
 * crowd that arrives in the same instant may still be refused at the gate, and nothing is charged.
 */
export function requireRoom({ hasher }: Pick<Ports, 'hasher'>, call: Call): void {
  hasher.reserve(hashOwner(call)).release();
}
