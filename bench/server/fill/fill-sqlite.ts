import { DatabaseSync } from 'node:sqlite';
import { subjectId, TENANT } from '../subjects.ts';
import type { Filling } from './fill-credentials.ts';

export function fillSqlite(file: string, { template, fillTo, free }: Filling): void {
  const database = new DatabaseSync(file);
  try {
    const subject = copier(database, 'subjects', 'id', subjectId(template));
    const credential = copier(database, 'credentials', 'subject', subjectId(template));
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
