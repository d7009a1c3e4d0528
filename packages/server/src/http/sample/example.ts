import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Asset, readAsset } from '../pages/assets.ts';

/*
 * The sample is a package of its own in examples/, written to be copied. The demo server shows it
 * where the sources are; a published server does not bring it along.
 */
const BACKEND = '@pintumbler/example-circle-wallet/backend';
const PAGE = '@pintumbler/example-circle-wallet/page/index.html';

export interface ExamplePage {
  readonly document: Buffer;
  /** By file name, hashed: they never change under a name. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** What `examples/circle-wallet/src/backend.ts` makes. */
export interface ExampleBackend {
  handle(request: {
    readonly name: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
  }): Promise<{ readonly status: number; readonly body?: object }>;
}

export interface ExampleOptions {
  readonly baseUrl: string;
  readonly serviceUrl: string;
  readonly apiKey: string;
  readonly webhookUrl: string;
}

/** The built page, or `undefined` where the example is not there or was not built. */
export function readExamplePage(): ExamplePage | undefined {
  try {
    const path = createRequire(import.meta.url).resolve(PAGE);
    const assets = join(dirname(path), 'assets');
    const files = readdirSync(assets).map((name) => [name, readAsset(assets, name)] as const);
    return { document: readFileSync(path), files: new Map(files) };
  } catch {
    return undefined;
  }
}

/** Loads the example's backend with the vendor's SDK; only when somebody opens the sample. */
export async function openExampleBackend(options: ExampleOptions): Promise<ExampleBackend> {
  const { createBackend } = (await import(BACKEND)) as {
    readonly createBackend: (options: ExampleOptions) => ExampleBackend;
  };
  return createBackend(options);
}
