import { defineChallengeCall } from '../challenge-call.ts';

/**
 * Sample backends call this at every sign-in while PIN or questions are not ENABLED, LOCKED
 * included, and expect the refusal (w3s 6.2). There are no wallets: those parts are not read.
 */
export const createUserPinWithWallets = defineChallengeCall({
  method: 'POST',
  path: '/v1/w3s/user/initialize',
  summary: 'Invite a user to set whatever is missing of PIN and security questions',
  label: 'INITIALIZE',
  type: 'initialise',
  forbids: ({ pin, questions }) =>
    pin.state === 'not_set' || questions.state === 'not_set' ? null : 155106,
});
