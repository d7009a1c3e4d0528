import type {
  KeyRotation,
  RotationProgress,
  RotationState,
} from '../../core/model/key-rotation.ts';
import type { Row, Statement } from '../engine/engine.ts';
import { integer, integerOrNull, json, text, textOrNull } from './column.ts';
import { rowWriter } from './row-writer.ts';

const STATE = [
  'state',
  'root',
  'before',
  'progress',
  'owner',
  'leased_until',
  'started_by',
  'started_at',
  'finished_at',
];
/** There are none before; what is read for a decision needs a parameter. */
const FIRST = 1;
const ROW = rowWriter('key_rotations', ['number'], STATE);

export function selectRotation(): Statement {
  return {
    sql: `SELECT number, ${STATE.join(', ')} FROM key_rotations WHERE number >= ?
      ORDER BY number DESC LIMIT 1`,
    params: [FIRST],
  };
}

/** A number that is there already is changed; a new one is added, and of two at once one is refused. */
export function writeRotation(current: KeyRotation | null, next: KeyRotation): Statement {
  const { number, state, root, before, progress, owner, leasedUntil } = next;
  const write = current?.number === number ? ROW.update : ROW.insert;
  const work = [state, root, before, JSON.stringify(progress), owner, leasedUntil];
  return write([number], [...work, next.startedBy, next.startedAt, next.finishedAt]);
}

export function toRotation(row: Row): KeyRotation {
  return {
    number: integer(row, 'number'),
    state: text(row, 'state') as RotationState,
    root: text(row, 'root'),
    before: text(row, 'before'),
    progress: json<RotationProgress>(row, 'progress'),
    owner: textOrNull(row, 'owner'),
    leasedUntil: integerOrNull(row, 'leased_until'),
    startedBy: text(row, 'started_by'),
    startedAt: integer(row, 'started_at'),
    finishedAt: integerOrNull(row, 'finished_at'),
  };
}
