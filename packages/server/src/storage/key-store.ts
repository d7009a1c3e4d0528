import { DAY_MS } from '../core/model/instant.ts';
import { ROOTS_FACT } from '../core/model/key-rotation.ts';
import { OPERATORS_TENANT } from '../core/model/operator.ts';
import type { KeyStore } from '../core/ports/key-store.ts';
import type { Engine, Statement } from './engine/engine.ts';
import { insertAudit } from './queries/audit.ts';
import { bytes, text, textOrNull } from './queries/column.ts';
import { replaceFact, selectFact } from './queries/facts.ts';
import { selectRotation, toRotation, writeRotation } from './queries/key-rotations.ts';
import { deleteNode, deleteSilentNodes, selectNodes, toNode, writeNode } from './queries/nodes.ts';
import { selectSealedRows, toSealedRow } from './queries/sealed-rows.ts';
import {
  insertTenantKey,
  selectFoundTenantKey,
  selectKeylessTenants,
  selectTenantKey,
  toTenantKey,
  updateTenantKey,
} from './queries/tenant-keys.ts';
import { createTenantRemoval } from './tenant-removal.ts';

export function createKeyStore(engine: Engine): KeyStore {
  return { ...tenantKeys(engine), ...rotations(engine), ...createTenantRemoval(engine) };
}

function tenantKeys(engine: Engine) {
  return {
    async findTenantKey(tenant) {
      const [row] = await engine.query(selectFoundTenantKey(tenant));
      if (row === undefined) return { exists: false, key: null };
      const exists = textOrNull(row, 'known') !== null;
      return { exists, key: row['tenant'] === null ? null : toTenantKey(row) };
    },

    async listKeylessTenants(limit) {
      const rows = await engine.query(selectKeylessTenants(OPERATORS_TENANT, limit));
      return rows.map((row) => text(row, 'id'));
    },

    claimTenantKey: (key) => write(engine, [insertTenantKey(key)]),

    replaceTenantKey: (tenant, from, to) =>
      replace(engine, selectTenantKey(tenant), 'sealed', from, updateTenantKey(tenant, to)),
    replaceFact: (name, from, to) =>
      replace(engine, selectFact(name), 'value', from, replaceFact(name, to)),

    async walkSealed(table, after, limit) {
      const rows = await engine.query(selectSealedRows(table, after, limit));
      return rows.map((row) => toSealedRow(table, row));
    },
  } satisfies Partial<KeyStore>;
}

function rotations(engine: Engine) {
  return {
    async readRotation() {
      const [row] = await engine.query(selectRotation());
      return row === undefined ? null : toRotation(row);
    },

    applyToRotation(decide) {
      return engine.commit({
        reads: [selectRotation(), selectFact(ROOTS_FACT)],
        decide([row, fact]) {
          const current = row === undefined ? null : toRotation(row);
          const decision = decide(current, fact === undefined ? null : bytes(fact, 'value'));
          const { next, roots, audit = [], result } = decision;
          const writes = [
            ...(next === undefined ? [] : [writeRotation(current, next)]),
            ...(roots === undefined ? [] : [replaceFact(ROOTS_FACT, roots)]),
            ...audit.map(insertAudit),
          ];
          return { writes, result };
        },
      });
    },

    listNodes: async () => (await engine.query(selectNodes())).map(toNode),
    noteNode: (node) => write(engine, [writeNode(node), deleteSilentNodes(node.seenAt - DAY_MS)]),
    dropNode: (id) => write(engine, [deleteNode(id)]),
  } satisfies Partial<KeyStore>;
}

function write(engine: Engine, writes: readonly Statement[]): Promise<void> {
  return engine.commit({ reads: [], decide: () => ({ writes, result: undefined }) });
}

/** Of several that put something in the place of one value, one does; the others are told. */
function replace(
  engine: Engine,
  select: Statement,
  column: string,
  from: Uint8Array,
  update: Statement,
): Promise<boolean> {
  return engine.commit({
    reads: [select],
    decide([row]) {
      const there = row?.[column];
      const isSame = there instanceof Uint8Array && Buffer.compare(there, from) === 0;
      return { writes: isSame ? [update] : [], result: isSame };
    },
  });
}
