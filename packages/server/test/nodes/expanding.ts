/**
 * Whether a server of the version before goes on working when this statement is done beneath it, as
 * far as its form can tell: it adds what such a server neither reads nor has to write.
 */
export function isExpanding(sql: string): boolean {
  const text = sql.replace(/\s+/g, ' ').trim();
  if (/^CREATE TABLE /i.test(text)) return true;
  // A unique index refuses what the server of the version before may still write.
  if (/^CREATE INDEX /i.test(text)) return true;
  const [, definition] = /^ALTER TABLE \w+ ADD COLUMN (.*)$/i.exec(text) ?? [];
  if (definition === undefined) return false;
  const isFree = !/\b(UNIQUE|PRIMARY KEY|REFERENCES|CHECK)\b/i.test(definition);
  return isFree && (!/\bNOT NULL\b/i.test(definition) || /\bDEFAULT\b/i.test(definition));
}
