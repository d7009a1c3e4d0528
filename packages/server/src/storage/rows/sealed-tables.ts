import { SEALED_ACCOUNTS } from '../queries/accounts.ts';
import { SEALED_CALLER_KEYS } from '../queries/caller-keys.ts';
import { SEALED_CLIENT_KEYS } from '../queries/client-keys.ts';
import { SEALED_CREDENTIALS } from '../queries/credentials.ts';
import { SEALED_CODES } from '../queries/one-time-codes.ts';
import { SEALED_SESSIONS } from '../queries/operator-sessions.ts';
import { SEALED_RECOVERIES } from '../queries/recoveries.ts';
import { SEALED_MARKS } from '../queries/replay-marks.ts';
import { SEALED_SUBJECTS } from '../queries/subjects.ts';
import { SEALED_TENANTS } from '../queries/tenants.ts';
import type { SealedTable } from './row-text.ts';
import type { SealedRowsTable } from './sealed-rows.ts';

/** Their rows have an order of states besides. */
export const SEALED_CREDENTIAL_ROWS: SealedTable = SEALED_CREDENTIALS;

/** What hangs on a tenant comes after it. */
export const SEALED_ROWS: readonly SealedRowsTable[] = [
  ...[SEALED_TENANTS, SEALED_SUBJECTS, SEALED_RECOVERIES, SEALED_CODES, SEALED_CALLER_KEYS],
  ...[SEALED_CLIENT_KEYS, SEALED_MARKS, SEALED_ACCOUNTS, SEALED_SESSIONS],
];

/** Every table whose rows are authenticated. */
export const SEALED_TABLES: readonly SealedTable[] = [SEALED_CREDENTIAL_ROWS, ...SEALED_ROWS];
