import { DatabaseSync } from 'node:sqlite';
import type { BenchServerOptions } from './messages.ts';
import { subjectId, TENANT } from './subjects.ts';

/**
 * Fills the tables up to a number of subjects with copies of one real row. The copies' verifiers
 * would not open (they are sealed to the one they were copied from), so the numbers of subjects to
 * measure with are left free: those are made properly afterwards, or were made before.
 */
export function fillCredentials(file: string, options: BenchServerOptions): void {
  const { subjects, cheapSubjects, fillTo = 0 } = options;
  const [template] = cheapSubjects;
  const free = new Set([...subjects, ...cheapSubjects]);
  const database = new DatabaseSync(file);
  try {
    const subject = copier(database, 'subjects', 'id', subjectId(template ?? 0));
    const credential = copier(database, 'credentials', 'subject', subjectId(template ?? 0));
    database.exec('BEGIN IMMEDIATE');
    for (let number = 0; number < fillTo; number += 1) {
      if (free.has(number)) continue;
      subject(subjectId(number));
      credential(subjectId(number));
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** Inserts the template's row under another id. */
function copier(
  database: DatabaseSync,
  table: string,
  idColumn: string,
  templateId: string,
): (id: string) => void {
  const template = database
    .prepare(`SELECT * FROM ${table} WHERE tenant = ? AND ${idColumn} = ?`)
    .get(TENANT, templateId);
  if (template === undefined) throw new Error(`${table}: no row of ${templateId} to copy`);
  const columns = Object.keys(template);
  const places = columns.map((column) => `:${column}`);
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
  );
  return (id) => {
    insert.run({ ...template, [idColumn]: id });
  };
}
