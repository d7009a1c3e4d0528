import { Fault } from '../core/fault.ts';
import type { Epoch } from '../core/model/epoch.ts';
import type { EpochCrypto, StoredEpoch } from '../core/ports/epoch.ts';
import type { Engine, Row } from './engine/engine.ts';
import { bytes, text } from './queries/column.ts';
import { EPOCH_FACT, insertNewFact, selectFact, updateFact } from './queries/facts.ts';
import { selectLeavingTenants, selectShreddedTenants } from './queries/tenant-keys.ts';

type EpochReader = Pick<StoredEpoch, 'read'>;

/** The number of the database's own epoch, as a fact under the keyring's mark. */
export function createStoredEpoch(engine: Engine, crypto: EpochCrypto): StoredEpoch {
  const write = (row: Row | undefined, epoch: Epoch) =>
    (row === undefined ? insertNewFact : updateFact)(EPOCH_FACT, encode(epoch, crypto));
  return {
    ...readEpochOf(engine, crypto),
    begin: (lineage) =>
      engine.commit({
        reads: [selectFact(EPOCH_FACT)],
        decide: ([row]) => ({
          writes: row === undefined ? [write(row, { lineage, number: 1 })] : [],
          result: undefined,
        }),
      }),
    advance: () =>
      engine.commit({
        reads: [selectFact(EPOCH_FACT)],
        decide: ([row]) => {
          const before = decode(row, crypto);
          if (before === null) throw gone();
          const after = { ...before, number: before.number + 1 };
          return { writes: [write(row, after)], result: { before, after } };
        },
      }),
    async shredded(which) {
      const rows = await engine.query(
        which === 'all' ? selectShreddedTenants() : selectLeavingTenants(),
      );
      return rows.map((row) => text(row, 'tenant'));
    },
    replace: (epoch) =>
      engine.commit({
        reads: [selectFact(EPOCH_FACT)],
        decide: ([row]) => ({ writes: [write(row, epoch)], result: undefined }),
      }),
  };
}

/** For who only looks. */
export function readEpochOf(engine: Pick<Engine, 'query'>, crypto: EpochCrypto): EpochReader {
  return {
    async read() {
      const [row] = await engine.query(selectFact(EPOCH_FACT));
      return decode(row, crypto);
    },
  };
}

function encode({ lineage, number }: Epoch, crypto: EpochCrypto): Uint8Array {
  const mac = crypto.mac(markOf({ lineage, number }));
  return Uint8Array.from(Buffer.from(JSON.stringify({ lineage, number, mac })));
}

function decode(row: Row | undefined, crypto: EpochCrypto): Epoch | null {
  if (row === undefined) return null;
  const { lineage, number, mac } = parse(bytes(row, 'value'));
  const epoch = { lineage: String(lineage), number: Number(number) };
  if (!crypto.isMac(markOf(epoch), String(mac))) throw altered();
  return epoch;
}

function parse(value: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(value).toString()) as Record<string, unknown>;
  } catch (cause) {
    throw altered(cause);
  }
}

function markOf({ lineage, number }: Epoch): string {
  return JSON.stringify(['epoch-fact', lineage, number]);
}

function altered(cause?: unknown): Fault {
  return new Fault('integrity', 'Stored data is damaged. The operator has to look into it.', {
    internal: 'the epoch in the database was not written by a server with this keyring',
    cause,
  });
}

function gone(): Fault {
  return new Fault('integrity', 'Stored data is damaged. The operator has to look into it.', {
    internal: 'the epoch is gone from the database',
  });
}
