import { Fault } from '../../core/fault.ts';

/** The refusal of a hash. The rule names what is expected and repeats nothing of what came. */
export function unusableHash(rule: string): Fault {
  return new Fault('hash_unusable', `This hash cannot be taken over: ${rule}.`);
}

/** Refuses a cost outside what this server is ready to pay for one guess. */
export function requireWithin(value: number, [least, most]: readonly [number, number], of: string) {
  if (value < least || value > most) throw unusableHash(`${of} has to be ${least} to ${most}`);
}
