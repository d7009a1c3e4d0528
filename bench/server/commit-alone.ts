import { registerHooks } from 'node:module';

const GROUP_COMMIT = /\/storage\/engine\/\w+\/group-commit\.ts$/;
const BATCH_MAX = /const BATCH_MAX = \d+;/;

/**
 * Makes every operation a batch of its own in modules loaded from now on; everything else stays the
 * code of production, on both engines.
 */
export function commitAlone(): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!GROUP_COMMIT.test(url)) return loaded;
      const source = Buffer.from(toBytes(loaded.source)).toString();
      if (!BATCH_MAX.test(source)) throw new Error(`${url} has no BATCH_MAX to set`);
      return { ...loaded, source: source.replace(BATCH_MAX, 'const BATCH_MAX = 1;') };
    },
  });
}

function toBytes(source: string | ArrayBuffer | NodeJS.TypedArray | undefined): Uint8Array {
  if (source === undefined) throw new Error('a module of ours was loaded without its source');
  if (typeof source === 'string') return Buffer.from(source);
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}
