import { choice, list } from './fields.ts';

/** The vendor's list (w3s 9, SDK 10.8.0). Of these only `challenges` about PINs ever happen here. */
const NOTIFICATION_TYPES = [
  '*',
  'challenges.*',
  'challenges.accelerateTransaction',
  'challenges.cancelTransaction',
  'challenges.changePin',
  'challenges.contractExecution',
  'challenges.createTransaction',
  'challenges.createWallet',
  'challenges.initialize',
  'challenges.restorePin',
  'challenges.setPin',
  'challenges.setSecurityQuestions',
  'contracts.*',
  'contracts.eventLog',
  'modularWallet.*',
  'modularWallet.inboundTransfer',
  'modularWallet.outboundTransfer',
  'modularWallet.userOperation',
  'rampSession.*',
  'rampSession.completed',
  'rampSession.depositReceived',
  'rampSession.expired',
  'rampSession.failed',
  'rampSession.kycApproved',
  'rampSession.kycRejected',
  'rampSession.kycSubmitted',
  'transactions.*',
  'transactions.inbound',
  'transactions.outbound',
  'travelRule.*',
  'travelRule.approve',
  'travelRule.deny',
  'travelRule.statusUpdate',
] as const;

const EVERYTHING = ['*'] as const;

/** `webhooks.test` is not among them: it comes unasked and cannot be asked for. */
export const notificationTypes = list(choice(NOTIFICATION_TYPES), 100);

/** None at all, and any list with `*` in it, mean every type (w3s 9). */
export function wantedTypes(types: readonly string[] = []): readonly string[] {
  const everything = types.length === 0 || types.includes('*');
  return everything ? EVERYTHING : [...new Set(types)];
}
