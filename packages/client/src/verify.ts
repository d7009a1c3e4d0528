/* What receivers and other services need: checking, without calls. Needs no key of the tenant. */
export {
  type AssertionVerifierOptions,
  createAssertionVerifier,
  type ExpectedProof,
  type PinAssertion,
  type RefusedAssertion,
  type VerifiedAssertion,
} from './assertions/assertion-verifier.ts';
export { unreachable } from './unreachable.ts';
export {
  createWebhookVerifier,
  type DeliveryHeaders,
  type VerifiedDelivery,
  type WebhookVerifierOptions,
} from './webhooks/webhook-verifier.ts';
export type * from './wire/events.ts';
export type * from './wire/problem.ts';
