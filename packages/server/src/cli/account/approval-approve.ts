import { settling } from './approval-settle.ts';

export const approvalApprove = settling({
  verb: 'approve',
  summary: 'agree to what somebody else asked for; it is done at once',
  asks: ([id]) => `Approve ${id}? It is done at once.`,
  example: 'asks, then does it',
});
