import type { Subject } from '../../core/model/subject.ts';
import type { SubjectChange } from '../../core/usecases/note-subject.ts';
import type { Exchange } from './action.ts';
import { bindDevice, isInactiveApp, type PresentedDevice, relate } from './device.ts';
import { clearedNote } from './security-parameters.ts';

/**
 * What the first success leaves on the subject, be it a LOGIN or a new PIN: an empty device type is
 * bound, and what the gateway had set is forgotten. Answers whether the device is in order now: of two racing to be bound, the
 * newest state of the subject lets exactly one win.
 */
export async function bindOnSuccess(
  { core, call }: Exchange,
  subject: Subject,
  device: PresentedDevice,
): Promise<boolean> {
  if (effectOf(subject, device) === undefined) return true;
  const newest = await core.noteSubject(call, subject.id, (current) => effectOf(current, device));
  return newest !== null && relate(newest, device) === 'matches';
}

function effectOf(subject: Subject, device: PresentedDevice): SubjectChange | undefined {
  const relation = relate(subject, device);
  // An app is bound by ACTIVATE_MOBILE_APP only, even if it was deactivated a moment ago.
  if (relation === 'differs' || isInactiveApp(subject, device)) return undefined;
  const note = clearedNote(subject);
  if (relation === 'matches') return note && { note };
  return { devices: bindDevice(subject, device.types[0], device.value), ...(note && { note }) };
}
