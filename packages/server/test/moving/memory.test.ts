import { Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { MovedRow, PlacedRow } from '../../src/core/ports/row-mover.ts';
import { FORMAT } from '../../src/moving/export-format.ts';
import { exportLines } from '../../src/moving/export-lines.ts';
import { inBatches } from '../../src/moving/read-export.ts';
import { plainRow } from '../support/moving/generated-rows.ts';

it('reads no further than the one who writes has come', async () => {
  let read = 0;
  const row = plainRow('tenants', { id: 'acme' });
  const source = {
    async *read(): AsyncGenerator<readonly MovedRow[]> {
      for (; read < 1_000; read += 1) yield [row];
    },
  };
  const header = {
    ...({ pintumbler: 'export', format: FORMAT, schema: 1, at: '', id: '' } as const),
    ...{ tenants: [], keyProbe: new Uint8Array() },
  };
  const chain = { next: () => 'x'.repeat(22) };
  const written: (() => void)[] = [];
  const slow = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => written.push(done),
  });
  Readable.from(exportLines({ source, chain }, header, () => {})).pipe(slow);
  for (let turn = 0; turn < 200; turn += 1) await new Promise((done) => setImmediate(done));
  expect(written).toHaveLength(1);
  expect(read).toBeLessThan(5);
});

it('takes from a file no more than one transaction writes, however large the rows', async () => {
  let read = 0;
  async function* endless(columns: number): AsyncGenerator<PlacedRow> {
    for (;;) {
      read += 1;
      yield { line: read, ...plainRow('tenants', { id: 'x'.repeat(columns) }) };
    }
  }
  for (const [characters, most] of [
    [10, 500],
    [100_000, 11],
  ] as const) {
    read = 0;
    for await (const batch of inBatches(endless(characters))) {
      expect(batch).toHaveLength(read);
      break;
    }
    expect(read).toBeLessThanOrEqual(most);
  }
});
