import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { findDevice, type Subject } from '../../core/model/subject.ts';
import type { SubjectChange } from '../../core/usecases/note-subject.ts';

/** One phone a person, by the id its app makes up at random (onb 4.4). */
const TYPE = 'DEVICE';

export type Relation = 'matches' | 'unbound' | 'differs';

export function relate(subject: Subject, deviceId: string): Relation {
  const bound = boundDevice(subject);
  if (bound === undefined) return 'unbound';
  return bound === deviceId ? 'matches' : 'differs';
}

export function boundDevice(subject: Subject): string | undefined {
  return findDevice(subject, TYPE)?.value;
}

/** Binds the first phone of somebody. Of two at once one wins; answers whether it is this one. */
export async function bindFirst(
  core: Core,
  call: Call,
  { id }: Subject,
  deviceId: string,
): Promise<boolean> {
  const newest = await core.noteSubject(call, id, (current) =>
    relate(current, deviceId) === 'unbound' ? withDevice(current, deviceId) : undefined,
  );
  return newest !== null && relate(newest, deviceId) === 'matches';
}

/** Puts a new phone in place of the old one. */
export async function rebind(
  core: Core,
  call: Call,
  { id }: Subject,
  deviceId: string,
): Promise<void> {
  await core.noteSubject(call, id, (current) => withDevice(current, deviceId));
}

function withDevice({ devices }: Subject, value: string): SubjectChange {
  return { devices: [...devices.filter(({ type }) => type !== TYPE), { type: TYPE, value }] };
}
