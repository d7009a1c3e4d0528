import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Plugin } from 'vite';

const FOLDER = 'security-images';
const SIZE = 72;

/**
 * Draws security-images/<name>.svg as dist/security-images/<name>.png, because those who call the
 * server get pictures of one size that every phone can show. As a part of Vite's own output they
 * come after Vite has emptied `dist`. Their names hold no digest: the server asks for them by name.
 */
export function drawSecurityImages(): Plugin {
  return {
    name: 'draw-security-images',
    apply: 'build',
    async configResolved() {
      const renderer = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
      await initWasm(readFileSync(renderer));
    },
    generateBundle() {
      const folder = join(import.meta.dirname, FOLDER);
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
        const fileName = `${FOLDER}/${basename(file, '.svg')}.png`;
        this.emitFile({ type: 'asset', fileName, source: draw(join(folder, file)) });
      }
    },
  };
}

function draw(file: string): Uint8Array {
  try {
    const picture = new Resvg(readFileSync(file, 'utf8'), {
      fitTo: { mode: 'width', value: SIZE },
    });
    return picture.render().asPng();
  } catch (cause) {
    throw new Error(`${file} cannot be drawn: ${cause}`, { cause });
  }
}
