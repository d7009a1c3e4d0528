import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { SecurityImage } from '../core/model/security-prompt.ts';
import type { SecurityImages } from '../core/ports/security-images.ts';

/** How a PNG of 72 x 72 begins: its signature, then the header chunk up to width and height. */
const START = Buffer.from('89504e470d0a1a0a0000000d494844520000004800000048', 'hex');
/** The last chunk of every PNG, which a file cut short lacks. */
const END = Buffer.from('0000000049454e44ae426082', 'hex');

/** Building skips what it believes to be built already, so `dist` has to go first. */
const REMEDY = 'Delete the folder packages/web/dist, then run npm run build.';

/**
 * The pictures that packages/web was built to, found through that package: the same from sources
 * and from `dist`. Each is read when it is first asked for and kept from then on, because many
 * servers never show one. Throws when it is missing or damaged: people learn to recognise their
 * picture, so none may stand in for it.
 */
export function loadSecurityImages(folder?: string): SecurityImages {
  const kept = new Map<SecurityImage, Uint8Array>();
  return {
    png(name) {
      const png = kept.get(name) ?? readPicture(name, folder);
      kept.set(name, png);
      return png;
    },
  };
}

function readPicture(name: SecurityImage, folder: string | undefined): Uint8Array {
  const file = `${name}.png`;
  const png = readBytes(file, folder);
  if (!png.subarray(0, START.length).equals(START) || !png.subarray(-END.length).equals(END)) {
    throw new Error(`The security image ${file} is damaged: no PNG of 72 x 72. ${REMEDY}`);
  }
  return png;
}

function readBytes(file: string, folder: string | undefined): Buffer {
  try {
    return readFileSync(folder === undefined ? resolve(file) : join(folder, file));
  } catch (cause) {
    throw new Error(`Cannot read the security image ${file}. ${REMEDY}`, { cause });
  }
}

function resolve(file: string): string {
  return createRequire(import.meta.url).resolve(`@pintumbler/web/security-images/${file}`);
}
