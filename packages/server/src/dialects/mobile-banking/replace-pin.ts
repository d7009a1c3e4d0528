import { type Credential, DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { ChangeOutcome } from '../../core/model/outcome.ts';
import type { Pin } from '../../core/model/pin.ts';
import type { Subject } from '../../core/model/subject.ts';
import type { Exchange } from './action.ts';
import { bindOnSuccess } from './bind-on-success.ts';
import { isInactiveApp, type PresentedDevice, relate } from './device.ts';
import { type OnceOutcome, once, type RepeatableCall } from './once.ts';

/** What SET_PIN and CHANGE_PIN have in common. */
export interface ReplacePin extends RepeatableCall {
  readonly pin: Pin;
  readonly newPin: string;
  readonly device: PresentedDevice;
  /** Number of the identity paper, where the request carries it: it must not become the PIN. */
  readonly identity?: string;
}

export type ReplaceOutcome =
  | ChangeOutcome
  | { readonly outcome: 'device_differs' | 'app_inactive' };

/** What an action demands beyond the PIN; asked only once the PIN was proven right. */
export type Entitlement = (credential: Credential) => boolean;

/**
 * Replaces a PIN through the core's gate, once per call. A foreign device is refused before the PIN
 * is tested, so that a stolen SIM costs its owner no guesses; everything else that could tell
 * something about the member is judged after.
 */
export function replacePin(
  exchange: Exchange,
  command: ReplacePin,
  entitle: (subject: Subject | null) => Promise<Entitlement>,
): Promise<OnceOutcome<ReplaceOutcome>> {
  const { core } = exchange;
  const { identifier } = command.caller;
  return once<ReplaceOutcome>(exchange, command, async (call) => {
    const subject = await core.findSubject(call, { identifier });
    if (subject !== null && relate(subject, command.device) === 'differs') {
      return { outcome: 'device_differs' };
    }
    const inactive = subject !== null && isInactiveApp(subject, command.device);
    const entitled = await entitle(subject);
    const outcome = await core.changePin(call, {
      subject: { identifier },
      purpose: DEFAULT_PURPOSE,
      currentPin: command.pin,
      newPin: command.newPin,
      personal: {
        phone: identifier.value,
        ...(command.identity !== undefined && { id: command.identity }),
      },
      entitled: (credential) => !inactive && entitled(credential),
    });
    if (outcome.outcome === 'changed' && subject !== null) {
      // Losing the race for the binding does not undo the change: the PIN was proven and replaced.
      await bindOnSuccess({ ...exchange, call }, subject, command.device);
    }
    const refused = outcome.outcome === 'not_entitled';
    return refused && inactive ? { outcome: 'app_inactive' } : outcome;
  });
}
