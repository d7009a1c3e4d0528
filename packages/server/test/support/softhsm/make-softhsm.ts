import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTempDir } from '../temp-dir.ts';
import { fetchSoftHsm } from './fetch-softhsm.ts';

/** A token in software, with a PIN and no key yet. */
export interface SoftHsm {
  readonly pin: string;
  readonly library: string;
  /** A PINTUMBLER_KEYRING that names a key of this token. */
  uri(key: string): string;
  remove(): Promise<void>;
}

const INIT = fileURLToPath(new URL('./init-token.ts', import.meta.url));

/** Until it is removed, this process and those it starts find the token. */
export async function makeSoftHsm(token = 'pintumbler'): Promise<SoftHsm> {
  const library = fetchSoftHsm();
  const dir = makeTempDir();
  const tokens = join(dir.path, 'tokens');
  mkdirSync(tokens);
  const config = join(dir.path, 'softhsm2.conf');
  writeFileSync(config, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`);
  const before = process.env['SOFTHSM2_CONF'];
  process.env['SOFTHSM2_CONF'] = config;
  const pin = '73914';
  execFileSync(process.execPath, [INIT, library, token, pin]);
  return {
    ...{ pin, library },
    uri: (key) => `pkcs11:token=${token};object=${key}?module-path=${library}`,
    async remove() {
      if (before === undefined) delete process.env['SOFTHSM2_CONF'];
      else process.env['SOFTHSM2_CONF'] = before;
      await dir.remove();
    },
  };
}
