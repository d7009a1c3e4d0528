import { type Attempt, isUnderWay } from '../world/attempt.ts';
import type { World } from '../world/world.ts';

/** The attempts in a phase, each sort once: what equal ones could do leads to equal worlds. */
export function eachAttempt(
  { attempts }: World,
  phase: Attempt['phase'],
  visit: (attempt: Attempt, at: number) => void,
): void {
  for (let at = 0; at < attempts.length; at += 1) {
    const attempt = attempts[at];
    // A world lists its attempts in order, and equal ones are one object.
    if (attempt?.phase === phase && attempt !== attempts[at - 1]) visit(attempt, at);
  }
}

export function nameOf({ ticket, place, right }: Attempt): string {
  const pin = right ? 'the right PIN' : 'a wrong PIN';
  if (ticket > 0) return `${pin} (ticket ${ticket})`;
  return place > 0 ? `${pin} (number ${place} to be let through)` : pin;
}

export function nodeName(node: number): string {
  return node === 0 ? 'node A' : 'node B';
}

export function isNodeBusy({ attempts }: World, node: number): boolean {
  return attempts.some((attempt) => attempt.node === node && isUnderWay(attempt));
}
