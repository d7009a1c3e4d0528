import type { Policy } from '../api/policy.ts';
import { readDuration, readDurations, sayDuration, sayDurations } from './durations.ts';

/** A policy as it stands in the form: texts, some of which may not be readable yet. */
export interface Draft {
  readonly minLength: string;
  readonly maxLength: string;
  readonly blocklist: boolean;
  readonly history: string;
  readonly expires: boolean;
  readonly maxAgeDays: string;
  readonly attemptsMax: string;
  readonly locks: string;
  readonly failuresMax: string;
  readonly limited: boolean;
  readonly rollingAttempts: string;
  readonly rollingWindow: string;
  readonly extends: boolean;
  readonly extendBy: string;
  readonly extendMax: string;
  readonly questionsMin: string;
  readonly knownDevicesMax: string;
  readonly watches: boolean;
  readonly wrongMax: string;
  readonly timesUsual: string;
  readonly samePinMax: string;
  readonly brake: string;
}

export function draftOf(policy: Policy): Draft {
  const { rolling, lockExtension, spraying } = policy;
  return {
    minLength: String(policy.minLength),
    maxLength: String(policy.maxLength),
    blocklist: policy.blocklist,
    history: String(policy.history),
    expires: policy.maxAgeDays !== null,
    maxAgeDays: String(policy.maxAgeDays ?? 365),
    attemptsMax: String(policy.attemptsMax),
    locks: sayDurations(policy.lockDurationsSeconds),
    failuresMax: String(policy.failuresMax),
    limited: rolling !== null,
    rollingAttempts: String(rolling?.attemptsMax ?? 20),
    rollingWindow: sayDuration(rolling?.windowSeconds ?? 86_400),
    extends: lockExtension !== null,
    extendBy: sayDuration(lockExtension?.bySeconds ?? 60),
    extendMax: sayDuration(lockExtension?.maxSeconds ?? 86_400),
    questionsMin: String(policy.questionsMin),
    knownDevicesMax: String(policy.knownDevicesMax),
    watches: spraying !== null,
    wrongMax: String(spraying?.wrongMax ?? 100),
    timesUsual: String(spraying?.timesUsual ?? 10),
    samePinMax: String(spraying?.samePinMax ?? 20),
    brake: spraying?.brakeSeconds === 0 ? '0' : sayDuration(spraying?.brakeSeconds ?? 900),
  };
}

/** The policy a draft asks for; `null` while something in it cannot be read. */
export function policyOf(draft: Draft): Policy | null {
  const numbers = {
    minLength: whole(draft.minLength),
    maxLength: whole(draft.maxLength),
    history: whole(draft.history),
    attemptsMax: whole(draft.attemptsMax),
    failuresMax: whole(draft.failuresMax),
    questionsMin: whole(draft.questionsMin),
    knownDevicesMax: whole(draft.knownDevicesMax),
  };
  const locks = readDurations(draft.locks);
  const maxAgeDays = draft.expires ? whole(draft.maxAgeDays) : 0;
  const [attempts, window] = [whole(draft.rollingAttempts), readDuration(draft.rollingWindow)];
  const [by, most] = [readDuration(draft.extendBy), readDuration(draft.extendMax)];
  if (!allRead(numbers) || locks === null || maxAgeDays === null) return null;
  if (draft.limited && (attempts === null || window === null)) return null;
  const spraying = draft.watches ? sprayingOf(draft) : null;
  if (draft.watches && spraying === null) return null;
  if (draft.extends && (by === null || most === null)) return null;
  return {
    ...numbers,
    blocklist: draft.blocklist,
    maxAgeDays: draft.expires ? maxAgeDays : null,
    lockDurationsSeconds: locks,
    rolling: draft.limited ? { attemptsMax: attempts ?? 0, windowSeconds: window ?? 0 } : null,
    lockExtension: draft.extends ? { bySeconds: by ?? 0, maxSeconds: most ?? 0 } : null,
    spraying,
  };
}

function sprayingOf(draft: Draft): Policy['spraying'] {
  const numbers = {
    wrongMax: whole(draft.wrongMax),
    timesUsual: whole(draft.timesUsual),
    samePinMax: whole(draft.samePinMax),
  };
  const brakeSeconds = draft.brake.trim() === '0' ? 0 : readDuration(draft.brake);
  return allRead(numbers) && brakeSeconds !== null ? { ...numbers, brakeSeconds } : null;
}

/** What differs: only that is sent, so that two people can change two things. */
export function changeOf(before: Policy, after: Policy): Partial<Policy> {
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(before[name as keyof Policy]) !== JSON.stringify(value),
  );
  return Object.fromEntries(changed) as Partial<Policy>;
}

function whole(text: string): number | null {
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : null;
}

function allRead<K extends string>(
  numbers: Readonly<Record<K, number | null>>,
): numbers is Readonly<Record<K, number>> {
  return Object.values(numbers).every((value) => value !== null);
}
