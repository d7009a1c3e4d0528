import { settling } from './approval-settle.ts';

export const approvalReject = settling({
  verb: 'reject',
  summary: 'refuse what somebody asked for, or take back what you asked for',
  example: 'leaves everything as it is',
});
