import { defineChallengeCall } from '../challenge-call.ts';

export const createUserPin = defineChallengeCall({
  method: 'POST',
  path: '/v1/w3s/user/pin',
  summary: 'Invite a user to set the first PIN and security questions',
  label: 'SET_PIN',
  type: 'initialise',
  forbids: ({ pin }) => (pin.state === 'not_set' ? null : 155107),
});
