/** A table with sealed values in it, and what has to be read of a row to find them. */
export interface SealedTable {
  readonly name: string;
  /** Columns rows are walked by, text all of them, under an index. */
  readonly key: readonly string[];
  /** Columns that hold sealed values; `history` is the one that holds several, in JSON. */
  readonly sealed: readonly string[];
  /** Whose keys they are under: of the tenant in the column `tenant`, or of no tenant. */
  readonly under: 'tenant' | 'installation';
}

/**
 * Every place where something sealed lies. A rotation seals all of it anew, and nothing else: what is
 * not listed here would be lost with the old root. A test compares the list with the schema.
 */
export const SEALED_TABLES = [
  { name: 'facts', key: ['name'], sealed: ['value'], under: 'installation' },
  { name: 'tenant_keys', key: ['tenant'], sealed: ['sealed'], under: 'installation' },
  { name: 'accounts', key: ['tenant', 'name'], sealed: ['totp', 'totp_offered'], under: 'tenant' },
  { name: 'passkeys', key: ['tenant', 'id'], sealed: ['sealed'], under: 'tenant' },
  {
    name: 'credentials',
    key: ['tenant', 'subject', 'purpose'],
    sealed: ['verifier', 'history', 'prompt'],
    under: 'tenant',
  },
  { name: 'client_keys', key: ['dialect', 'id'], sealed: ['channel'], under: 'tenant' },
  { name: 'messages', key: ['id'], sealed: ['sealed'], under: 'tenant' },
] as const satisfies readonly SealedTable[];

export type SealedTableName = (typeof SEALED_TABLES)[number]['name'];
