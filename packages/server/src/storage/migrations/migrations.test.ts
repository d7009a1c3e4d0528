import { describe, expect, it } from 'vitest';
import type { ColumnTypes } from '../engine/engine.ts';
import { MIGRATIONS } from './migrations.ts';

const TYPES: ColumnTypes = {
  text: 'TEXT',
  bytes: 'BYTEA',
  integer: 'BIGINT',
  serialKey: 'BIGINT PRIMARY KEY',
  keyed: '',
};

/**
 * Whether a server of the version before goes on working when this statement is done beneath it, as
 * far as its form can tell: it adds what such a server neither reads nor has to write.
 */
function isExpanding(sql: string): boolean {
  const text = sql.replace(/\s+/g, ' ').trim();
  if (/^CREATE TABLE /i.test(text)) return true;
  // A unique index refuses what the server of the version before may still write.
  if (/^CREATE INDEX /i.test(text)) return true;
  const [, definition] = /^ALTER TABLE \w+ ADD COLUMN (.*)$/i.exec(text) ?? [];
  if (definition === undefined) return false;
  const isFree = !/\b(UNIQUE|PRIMARY KEY|REFERENCES|CHECK)\b/i.test(definition);
  return isFree && (!/\bNOT NULL\b/i.test(definition) || /\bDEFAULT\b/i.test(definition));
}

describe('migrations', () => {
  it('are numbered in order, without gaps', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it('leave at most the version before running, and never one that was left behind', () => {
    for (const [at, { version, oldest }] of MIGRATIONS.entries()) {
      // A step that breaks nobody leaves it as it was: several may go out together.
      expect([MIGRATIONS[at - 1]?.oldest, version]).toContain(oldest);
    }
  });

  it('only add, where they say that the server of the version before goes on working', () => {
    for (const { version, oldest, statements } of MIGRATIONS) {
      const others = statements(TYPES).filter((sql) => !isExpanding(sql));
      if (oldest < version) expect(others, `migration ${version}`).toEqual([]);
    }
  });
});

describe('the rule for a statement beneath a server of the version before', () => {
  it.each([
    'CREATE TABLE things (id BIGINT PRIMARY KEY)',
    'CREATE INDEX things_by_name ON things (name)',
    'ALTER TABLE things ADD COLUMN name TEXT',
    "ALTER TABLE things ADD COLUMN kind TEXT NOT NULL DEFAULT 'plain'",
  ])('lets pass: %s', (sql) => {
    expect(isExpanding(sql)).toBe(true);
  });

  it.each([
    'DROP TABLE things',
    'DROP INDEX things_by_name',
    'ALTER TABLE things DROP COLUMN name',
    'ALTER TABLE things RENAME COLUMN name TO title',
    'ALTER TABLE things ALTER COLUMN name TYPE BYTEA',
    'ALTER TABLE things ADD COLUMN name TEXT NOT NULL',
    'ALTER TABLE things ADD COLUMN owner TEXT REFERENCES owners (id)',
    'CREATE UNIQUE INDEX things_named ON things (name)',
    'UPDATE things SET settled_at = at',
  ])('stops: %s', (sql) => {
    expect(isExpanding(sql)).toBe(false);
  });
});
