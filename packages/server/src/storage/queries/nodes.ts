import type { Instant } from '../../core/model/instant.ts';
import type { NodeNote } from '../../core/model/key-rotation.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, json, text } from './column.ts';

export function selectNodes(): Statement {
  return { sql: 'SELECT id, roots, revision, seen_at FROM nodes ORDER BY id', params: [] };
}

export function writeNode({ id, roots, revision, seenAt }: NodeNote): Statement {
  return {
    sql: `INSERT INTO nodes (id, roots, revision, seen_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET roots = excluded.roots, revision = excluded.revision,
        seen_at = excluded.seen_at`,
    params: [id, JSON.stringify(roots), revision, seenAt],
  };
}

export function deleteNode(id: string): Statement {
  return { sql: 'DELETE FROM nodes WHERE id = ?', params: [id] };
}

/** Nodes that died without a word. */
export function deleteSilentNodes(before: Instant): Statement {
  return { sql: 'DELETE FROM nodes WHERE seen_at < ?', params: [before] };
}

export function toNode(row: Row): NodeNote {
  return {
    id: text(row, 'id'),
    roots: json<NodeNote['roots']>(row, 'roots'),
    revision: integer(row, 'revision'),
    seenAt: integer(row, 'seen_at'),
  };
}
