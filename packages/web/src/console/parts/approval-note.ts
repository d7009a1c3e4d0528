import { type ApprovalNeeded, isApprovalNeeded } from '../api/request.ts';
import { announce } from './toasts.tsx';

/** Tells how a change ended that may have to wait for a second approver; answers whether it was made. */
export function tellChange<T>(answer: T | ApprovalNeeded, done: string): answer is T {
  if (isApprovalNeeded(answer)) {
    announce('Not in force yet: somebody else has to approve it, under Approvals.');
    return false;
  }
  announce(done);
  return true;
}
