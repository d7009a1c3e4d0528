import { Fault } from '../core/fault.ts';
import { ConstraintViolation } from './engine/engine.ts';

/** The subject was deleted between being found and being written to. */
export function refuseWithoutSubject(error: unknown): never {
  if (!isOrphan(error)) throw error;
  throw new Fault('subject_not_found', 'There is no such subject. Create it first.');
}

/** The webhook was deleted while one of its deliveries was being tried. */
export function refuseWithoutWebhook(error: unknown): never {
  if (!isOrphan(error)) throw error;
  throw new Fault('webhook_not_found', 'There is no such webhook. Create it first.');
}

function isOrphan(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.kind === 'foreign_key';
}
