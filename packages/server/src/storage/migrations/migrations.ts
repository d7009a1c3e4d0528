import type { ColumnTypes } from '../engine/engine.ts';
import { initialSchema } from './0001-initial.ts';
import { challengesAndWebhooks } from './0002-challenges-and-webhooks.ts';
import { clientKeys } from './0003-client-keys.ts';
import { messagesAndSignIns } from './0004-messages-and-sign-ins.ts';
import { oneLiveCode } from './0005-one-live-code.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (types: ColumnTypes) => readonly string[];
}

/** In order, each applied once. Never edit one that was released: add the next. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'initial', statements: initialSchema },
  { version: 2, name: 'challenges-and-webhooks', statements: challengesAndWebhooks },
  { version: 3, name: 'client-keys', statements: clientKeys },
  { version: 4, name: 'messages-and-sign-ins', statements: messagesAndSignIns },
  { version: 5, name: 'one-live-code', statements: oneLiveCode },
];
