import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleKeys } from '../../src/compose/roots.ts';
import { checkKeys } from '../../src/core/usecases/check-keys.ts';
import { advanceRotation } from '../../src/core/usecases/keys/advance-rotation.ts';
import { followRoots } from '../../src/core/usecases/keys/follow-roots.ts';
import { retireRoot } from '../../src/core/usecases/keys/retire-root.ts';
import { startRotation } from '../../src/core/usecases/keys/start-rotation.ts';
import { createAesSealer } from '../../src/crypto/aes-sealer.ts';
import { createFileSource } from '../../src/crypto/keyring-sources/file-source.ts';
import { readKeyringText } from '../../src/crypto/keyring-text.ts';
import { openKeyring } from '../../src/crypto/open-keyring.ts';
import { createRowCrypto } from '../../src/crypto/row-crypto.ts';
import { systemRandom } from '../../src/crypto/system-random.ts';
import { openPostgresEngine } from '../../src/storage/engine/postgres/postgres-engine.ts';
import { openSqliteEngine } from '../../src/storage/engine/sqlite/sqlite-engine.ts';
import { openStore } from '../../src/storage/store.ts';
import { keepInMemory } from '../support/memory-keyring.ts';

/*
 * A process that rotates, retires, and rotates again until it is killed; it tells its parent of each step.
 * `forgets` keeps new roots in memory: the mistake of sealing with what is not durable yet.
 */
const [dataDir = '', databaseUrl = '', mistake = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const operator = { actor: 'test', dialect: 'native', source: '127.0.0.1', requestId: 'test' };

const engine =
  databaseUrl === 'sqlite:'
    ? openSqliteEngine(dataDir)
    : await openPostgresEngine({ addresses: [databaseUrl], writers: 2 });
const path = join(dataDir, 'keyring.json');
const source =
  mistake === 'forgets'
    ? keepInMemory(readKeyringText(readFileSync(path, 'utf8')))
    : createFileSource(path);
const keyring = await openKeyring(source, true);
const store = await openStore(engine, { clock, rows: createRowCrypto(keyring) });
const { tenants, roots } = assembleKeys({ keyring, source, store });
const ports = { store, roots, clock, random: systemRandom, sealer: createAesSealer(tenants) };
await followRoots(ports, null);
await checkKeys({ ...ports, facts: store });

const reason = 'a drill';
for (;;) {
  const advanced = await advanceRotation(ports, 'the only node');
  if (advanced === 'idle') {
    const old = roots.list().filter(({ state }) => state === 'opening');
    for (const { id: root } of old) {
      await retireRoot(ports, operator, { root, confirm: root, reason }).catch(() => undefined);
    }
    await startRotation(ports, operator, { reason }).catch(() => undefined);
  }
  process.send?.(advanced);
}
