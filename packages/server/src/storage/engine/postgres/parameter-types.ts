import { withNumbers } from './given-rows.ts';
import type { Session } from './session.ts';

/**
 * The types of a statement's placeholders, as PostgreSQL infers them from where they stand. Asked
 * once for each text: an array of parameters needs its type said, and NULL alone has none.
 */
export class ParameterTypes {
  readonly #known = new Map<string, readonly string[]>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async of(sql: string): Promise<readonly string[]> {
    const known = this.#known.get(sql);
    if (known !== undefined) return known;
    const types = await this.#ask(sql);
    this.#known.set(sql, types);
    return types;
  }

  /** In one message, which is one transaction: a pooler in front may change sessions in between. */
  async #ask(sql: string): Promise<readonly string[]> {
    const connection = await this.#session.connection();
    const [, described] = await connection.runText(`PREPARE pintumbler_probe AS ${withNumbers(sql)};
      SELECT array_to_string(parameter_types, ',') AS types
        FROM pg_prepared_statements WHERE name = 'pintumbler_probe';
      DEALLOCATE pintumbler_probe`);
    const types = String(described?.rows[0]?.['types'] ?? '');
    return types === '' ? [] : types.split(',');
  }
}
