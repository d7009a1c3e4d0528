import { describe, expect, it } from 'vitest';
import {
  beginChallenge,
  type Challenge,
  completeChallenge,
  failChallenge,
  isOpen,
  viewChallenge,
} from './challenge.ts';

const open: Challenge = {
  ...{ id: 'c', tenant: 't', subject: 'ann', purpose: 'login', type: 'change' },
  ...{ dialect: 'native', label: 'change', status: 'pending', failure: null, returnUrl: null },
  ...{ operation: null, assertion: null, createdAt: 0, expiresAt: 1000, settledAt: null },
};

describe('a challenge', () => {
  it('is in progress once shown, however often', () => {
    const shown = beginChallenge(open);
    expect(shown.status).toBe('in_progress');
    expect(beginChallenge(shown)).toBe(shown);
  });

  it('expires at its instant without anybody looking, and only while it is open', () => {
    expect(isOpen(open, 999)).toBe(true);
    expect(isOpen(open, 1000)).toBe(false);
    expect(viewChallenge(open, 1000)).toMatchObject({ status: 'expired', settledAt: 1000 });
    const done = completeChallenge(open, 10);
    expect(viewChallenge(done, 5000)).toBe(done);
  });

  it('ends once: what is over is never shown or open again', () => {
    const over = [completeChallenge(open, 10), failChallenge(open, 'pin_locked', 10)];
    for (const challenge of over) {
      expect(isOpen(challenge, 11)).toBe(false);
      expect(beginChallenge(challenge)).toBe(challenge);
    }
    expect(over[1]).toMatchObject({ status: 'failed', failure: 'pin_locked', settledAt: 10 });
  });
});
