import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { enrol, outcomeOf, PIN, verify } from '../people.ts';
import { mustBeSo, mustHold, type Row } from '../row.ts';
import type { Arena } from '../target/arena.ts';

export const keyLoss: Row = {
  number: 33,
  title: 'key loss',
  wants:
    'a server to start over with new, foreign or damaged keys, and PINs to be set anew under them',
  holds: 'data is opened only with the keys it was written with: anything else is no start',
  weakening: {
    what: 'tries its keys neither on the data, nor on the marks of its epoch and of its rows',
    edits: [
      {
        file: 'core/usecases/check-keys.ts',
        find: '  if (sealed !== null) await openProbe(sealer, sealed);',
        put: '',
      },
      {
        file: 'crypto/epoch-crypto.ts',
        find: 'return expected.length === presented.length && timingSafeEqual(expected, presented);',
        put: 'return expected.length === presented.length;',
      },
      {
        file: 'storage/rows/authenticate-old-rows.ts',
        find: 'if (said === factText(crypto, state)) return state;',
        put: 'if (said.startsWith(state)) return state;',
      },
    ],
    shows: /^a server started with foreign keys$/,
  },

  async run(arena) {
    const target = await arena.start({ mode: 'serve' });
    const person = await enrol(target);
    const { dataDir } = target;
    await target.stop();
    const keyring = join(dataDir, 'keyring.json');
    const kept = join(dataDir, 'keyring.kept');
    const foreign = await foreignKeyring(arena);
    mustBeSo(existsSync(keyring), 'the keyring is not where it was');
    renameSync(keyring, kept);
    const text = readFileSync(kept, 'utf8');
    const write = (content: string) => writeFileSync(keyring, content, { mode: 0o600 });
    const losses: Readonly<Record<string, () => void>> = {
      'foreign keys': () => copyFileSync(foreign, keyring),
      'half a keyring': () => write(text.slice(0, text.length / 2)),
      'an empty keyring': () => write(''),
      'a keyring that is no object': () => write('[]'),
    };
    await mustNotStart(arena, dataDir, 'no keys');
    for (const [what, lose] of Object.entries(losses)) {
      lose();
      chmodSync(keyring, 0o600);
      await mustNotStart(arena, dataDir, what);
    }
    copyFileSync(kept, keyring);
    chmodSync(keyring, 0o644);
    await mustNotStart(arena, dataDir, 'keys that anybody may read');
    chmodSync(keyring, 0o600);
    const again = await arena.start({ mode: 'serve', dataDir });
    const right = outcomeOf(await verify(again, person, PIN));
    mustBeSo(right === 'verified', `with its own keys again a PIN was answered with ${right}`);
  },
};

async function foreignKeyring(arena: Arena): Promise<string> {
  const other = await arena.start({ mode: 'serve' });
  await other.stop();
  return join(other.dataDir, 'keyring.json');
}

async function mustNotStart(arena: Arena, dataDir: string, what: string): Promise<void> {
  const started = await arena.start({ mode: 'serve', dataDir }).then(
    (target) => target,
    () => undefined,
  );
  await started?.stop();
  mustHold(started === undefined, `a server started with ${what}`);
}
