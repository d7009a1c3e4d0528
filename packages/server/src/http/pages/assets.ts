import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Log } from '../../observability/log.ts';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

/** The entries of packages/web that our own pages link to; dialects name theirs themselves. */
export type AssetEntry =
  | 'src/theme.css'
  | 'src/console.css'
  | 'src/console/main.tsx'
  | 'src/copy.ts'
  | 'src/inbox.ts'
  | 'src/reference.ts'
  | 'src/pad.css'
  | 'src/pad.ts';

export interface Asset {
  readonly content: Buffer;
  readonly mediaType: string;
}

/** Styles and scripts, in memory: a few kilobytes that every page asks for. */
export interface Assets {
  /** By file name. */
  readonly files: ReadonlyMap<string, Asset>;
  /** The address of an entry, ours or a dialect's; `undefined` when packages/web is not built. */
  readonly addressOf: (entry: string) => string | undefined;
}

type Manifest = Readonly<Record<string, { readonly file: string }>>;

const MANIFEST = '@pintumbler/web/assets/manifest.json';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/**
 * Reads what packages/web was built to, through that package: the same from sources and from
 * `dist`. Pages are complete without styles and scripts, and PINs are verified without pages, so a
 * missing build is an error for the log and no reason not to serve.
 */
export function loadAssets(log: Pick<Log, 'error'>, manifest = MANIFEST): Assets {
  try {
    const path = createRequire(import.meta.url).resolve(manifest);
    return readAssets(dirname(path), JSON.parse(readFileSync(path, 'utf8')) as Manifest);
  } catch (error) {
    log.error(
      { internal: String(error) },
      'packages/web is not built: pages have no styles and scripts. Run npm run build.',
    );
    return { files: new Map(), addressOf: () => undefined };
  }
}

export function mountAssets(app: FastifyInstance, { files }: Assets): void {
  for (const [name, asset] of files) {
    app.get(`/assets/${name}`, async (_request, reply) => sendAsset(reply, asset));
  }
}

/** The name holds a digest of the content: under this name it never changes. */
export function sendAsset(reply: FastifyReply, { content, mediaType }: Asset): FastifyReply {
  reply.headers({
    'cache-control': 'public, max-age=31536000, immutable',
    ...ANSWER_HEADERS,
  });
  return reply.type(mediaType).send(content);
}

function readAssets(folder: string, manifest: Manifest): Assets {
  const files = Object.values(manifest).map(({ file }) => [file, readAsset(folder, file)] as const);
  return {
    files: new Map(files),
    addressOf: (entry) => manifest[entry] && `/assets/${manifest[entry].file}`,
  };
}

export function readAsset(folder: string, file: string): Asset {
  const mediaType = MEDIA_TYPES[extname(file)];
  if (mediaType === undefined) throw new Error(`no media type is known for ${file}`);
  return { content: readFileSync(join(folder, file)), mediaType };
}
