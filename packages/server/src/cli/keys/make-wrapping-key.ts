import type { Command } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { readFlags } from '../flags.ts';
import { withDataSettings } from '../moving-settings.ts';

export function addMakeWrappingKey(keys: Command): void {
  const command = keys
    .command('make-wrapping-key')
    .description(
      'make the key in a PKCS#11 token that wraps the keyring, and never leaves the token',
    );
  withDataSettings(command).action(async (options: object) => {
    const config = loadConfig(readFlags({ ...options }));
    const { makeKeyInToken } = await import('../../compose/keys.ts');
    await makeKeyInToken(config);
    process.stdout.write('The token has the key now. The first start makes a keyring under it.\n');
  });
}
