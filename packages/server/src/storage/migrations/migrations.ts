import type { ColumnTypes } from '../engine/engine.ts';
import { initialSchema } from './0001-initial.ts';
import { challengesAndWebhooks } from './0002-challenges-and-webhooks.ts';
import { clientKeys } from './0003-client-keys.ts';
import { messagesAndSignIns } from './0004-messages-and-sign-ins.ts';
import { oneLiveCode } from './0005-one-live-code.ts';
import { auditChain } from './0006-audit-chain.ts';
import { operators } from './0007-operators.ts';
import { inspection } from './0008-inspection.ts';
import { authenticatedRows } from './0009-authenticated-rows.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  /**
   * Servers that know this schema or a newer one go on working after the step: as those before it,
   * where the step only adds what they need not know. Its own version where they would break.
   */
  readonly oldest: number;
  readonly statements: (types: ColumnTypes) => readonly string[];
}

/**
 * In order, each applied once. Never edit one that was released: add the next, as
 * `docs/decisions/0024-rolling-upgrades.md` says. Of the first five, no older server runs beside one.
 */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'initial', oldest: 1, statements: initialSchema },
  { version: 2, name: 'challenges-and-webhooks', oldest: 2, statements: challengesAndWebhooks },
  { version: 3, name: 'client-keys', oldest: 3, statements: clientKeys },
  { version: 4, name: 'messages-and-sign-ins', oldest: 4, statements: messagesAndSignIns },
  { version: 5, name: 'one-live-code', oldest: 5, statements: oneLiveCode },
  { version: 6, name: 'audit-chain', oldest: 5, statements: auditChain },
  { version: 7, name: 'operators', oldest: 5, statements: operators },
  { version: 8, name: 'inspection', oldest: 5, statements: inspection },
  { version: 9, name: 'authenticated-rows', oldest: 9, statements: authenticatedRows },
];
