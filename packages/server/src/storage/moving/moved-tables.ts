/** A table whose rows move with the data, and what its columns hold. */
export interface MovedTable {
  readonly name: string;
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
  /** The column that names the tenant; `null` for what goes with every tenant: which keys it has. */
  readonly tenant: string | null;
  readonly columns: ReadonlyMap<string, MovedColumn>;
}

export interface MovedColumn {
  readonly kind: 'text' | 'integer' | 'bytes';
  readonly nullable: boolean;
}

/**
 * Kept by each database for itself: its schema, and who operates it. Who may do what to the data of
 * an installation is not for a file from another one to say.
 */
export const TABLES_THAT_STAY = [
  ...['schema_migrations', 'schema_reach'],
  ...['accounts', 'operator_sessions', 'passkeys', 'approvals'],
];

/**
 * Every table that moves, parents before children. A column is `name`, `name:integer` or
 * `name:bytes`, with `?` where it may be NULL. The tests compare this with the schema of both
 * engines: a table or column a migration adds cannot be left behind.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
  table('facts', 'name', 'value:bytes', null),
  table(
    'tenants',
    'id',
    `name policy dialect_settings pages messages approvals created_at:integer
      suspended_at:integer? audit_retention_days:integer? mac?`,
    'id',
  ),
  table('page_origins', 'origin tenant', ''),
  table(
    'caller_keys',
    'dialect id',
    'tenant name secret_digest created_at:integer revoked_at:integer? mac?',
  ),
  table(
    'subjects',
    'tenant id',
    `identifiers devices documents notes language? created_at:integer suspended_at:integer?
      born:integer mac?`,
  ),
  table('identifiers', 'tenant type value', 'subject'),
  table(
    'credentials',
    'tenant subject purpose',
    `version:integer? verifier:bytes? kind history must_change:integer changed_at:integer?
      verified_at:integer? unlocked_at:integer? prompt:bytes? tickets:integer forgiven:integer
      window_from:integer spent:integer failures:integer step:integer locked_at:integer?
      locked_until:integer? held:integer held_until:integer? recent extended_since:integer?
      extended_until:integer? cleared_at:integer? born:integer generation:integer mac?`,
  ),
  table(
    'client_keys',
    'dialect id',
    `tenant subject name? algorithm public_key:bytes server_key:bytes? channel:bytes
      created_at:integer revoked_at:integer? mac?`,
  ),
  table('replay_marks', 'tenant subject kind id', 'value mac?'),
  table(
    'recoveries',
    'tenant id',
    `subject purpose factor version:integer state code_digest? tries_left:integer
      created_at:integer expires_at:integer mac?`,
  ),
  table(
    'challenges',
    'tenant id',
    `subject purpose type dialect label status failure? return_url? operation? assertion?
      created_at:integer expires_at:integer settled_at:integer?`,
  ),
  table(
    'webhooks',
    'tenant id',
    'dialect name url events enabled:integer signature created_at:integer updated_at:integer',
  ),
  table(
    'deliveries',
    'tenant webhook id',
    `notice state tries:integer next_at:integer leased_until:integer? last_status:integer?
      last_error? created_at:integer settled_at:integer?`,
  ),
  table('single_use_values', 'tenant kind id', 'data expires_at:integer'),
  table('receipts', 'tenant scope key', 'digest outcome? claimed_at:integer expires_at:integer'),
  table(
    'one_time_codes',
    'tenant id',
    `use subject? channel recipient findable:integer code_digest state tries_left:integer
      created_at:integer expires_at:integer mac?`,
  ),
  table('send_windows', 'tenant kind id', 'sends expires_at:integer'),
  table(
    'sign_ins',
    'tenant id',
    `dialect caller subject? purpose level bound:integer pin_version:integer? data
      created_at:integer expires_at:integer ended_at:integer? mac?`,
  ),
  table(
    'audit',
    'seq:integer',
    `at:integer tenant action outcome subject? purpose? actor dialect source request_id reason?
      lane? number:integer? place:integer? mac? generation:integer?`,
  ),
  table('audit_lanes', 'tenant lane', 'chain number:integer mac proof'),
  table('audit_marks', 'tenant lane', 'signed:integer dropped:integer dropped_mac'),
  table('audit_chains', 'tenant chain', 'number:integer signature proof'),
  table('audit_checkpoints', 'tenant chain number:integer', 'at:integer kind lanes signature'),
  table('events', 'seq:integer', 'id type tenant subject at:integer data'),
  table(
    'messages',
    'seq:integer',
    `id tenant channel recipient template sealed:bytes at:integer expires_at:integer subject?
      language state tries:integer next_at:integer leased_until:integer? last_error?
      settled_at:integer?`,
  ),
];

/** A number given by the database itself; `null` for tables without. */
export function serialColumn({ key }: MovedTable): string | null {
  return key.length === 1 && key[0] === 'seq' ? 'seq' : null;
}

const BY_NAME = new Map(MOVED_TABLES.map((each) => [each.name, each]));

/** `undefined` for a table that does not move, or is none of ours. */
export function movedTable(name: string): MovedTable | undefined {
  return BY_NAME.get(name);
}

function table(
  name: string,
  key: string,
  others: string,
  tenant: string | null = 'tenant',
): MovedTable {
  const columns = new Map(`${key} ${others}`.split(/\s+/).filter(Boolean).map(column));
  return { name, key: key.split(' ').map((each) => column(each)[0]), tenant, columns };
}

function column(text: string): [string, MovedColumn] {
  const [, name = '', kind = 'text', optional] = /^(\w+)(?::(\w+))?(\?)?$/.exec(text) ?? [];
  return [name, { kind: kind as MovedColumn['kind'], nullable: optional !== undefined }];
}
