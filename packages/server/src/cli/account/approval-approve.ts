import { settling } from './approval-settle.ts';

export const approvalApprove = settling({
  verb: 'approve',
  summary: 'agree to what somebody else asked for; it is done at once',
  details: [
    'Nobody approves what they asked for. With the admin key a shell is one person: what was asked for in another shell with it has to be approved in the console.',
  ],
  asks: ([id]) => `Approve ${id}? It is done at once.`,
  example: 'asks, then does it',
});
