import { SEALED_CREDENTIALS } from '../queries/credentials.ts';
import type { SealedTable } from './row-text.ts';

/** Every table whose rows are authenticated. */
export const SEALED_TABLES: readonly SealedTable[] = [SEALED_CREDENTIALS];
