import type { Command, Operation, Outcome } from '../history/operation.ts';

/** Somebody whose PIN the suite is after, and everything that was asked about it. */
export interface Subject {
  readonly id: string;
  /** The PIN it was made with. */
  readonly pin: string;
  /** A wrong PIN nobody else is tested with: in the ledger it names this subject. */
  readonly wrongPin: string;
  /** The PIN last acknowledged. */
  known: string;
  /** PINs of changes whose answer never came, since the last one that was acknowledged. */
  pending: string[];
  readonly history: Operation[];
}

let drawn = 0;

/** Ten digits, no two draws alike in one run. */
export function drawPin(): string {
  drawn += 1;
  return String(1_000_000_007 + ((drawn * 7_393_913_311) % 8_999_999_981));
}

export function makeSubject(id: string): Subject {
  const pin = drawPin();
  return { id, pin, wrongPin: drawPin(), known: pin, pending: [], history: [] };
}

let places = 0;

/** The next place in the order of everything clients see. */
export function nextPlace(): number {
  places += 1;
  return places;
}

const OUTCOMES: readonly string[] = [
  'verified',
  'changed',
  'wrong',
  'locked',
  'unlocked',
] satisfies Outcome[];

export function isOutcome(word: unknown): word is Outcome {
  return typeof word === 'string' && OUTCOMES.includes(word);
}

export function requestOf({ id }: Subject, command: Command): { path: string; body: object } {
  switch (command.kind) {
    case 'verify':
      return { path: `/v1/subjects/${id}/pin/verify`, body: { pin: command.pin } };
    case 'change':
      return {
        path: `/v1/subjects/${id}/pin/change`,
        body: { currentPin: command.pin, newPin: command.newPin },
      };
    case 'unlock':
      return {
        path: `/admin/v1/tenants/acme/subjects/${id}/unlock`,
        body: { reason: 'part of the load' },
      };
  }
}
