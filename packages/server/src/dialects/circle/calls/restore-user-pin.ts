import { defineChallengeCall } from '../challenge-call.ts';

export const restoreUserPin = defineChallengeCall({
  method: 'POST',
  path: '/v1/w3s/user/pin/restore',
  summary: 'Invite a user who forgot the PIN to answer the security questions',
  label: 'RESTORE_PIN',
  type: 'recover',
  forbids: ({ pin, questions }) => {
    if (pin.state === 'not_set') return 155110;
    return questions.state === 'not_set' ? 155111 : null;
  },
});
