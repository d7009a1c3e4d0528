import { defineChallengeCall } from '../challenge-call.ts';

export const updateUserPin = defineChallengeCall({
  method: 'PUT',
  path: '/v1/w3s/user/pin',
  summary: 'Invite a user to change the PIN with the current one',
  label: 'CHANGE_PIN',
  type: 'change',
  forbids: ({ pin }) => (pin.state === 'not_set' ? 155110 : null),
});
