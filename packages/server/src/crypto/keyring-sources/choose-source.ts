import { join, resolve } from 'node:path';
import type { KeyringPlace } from '../../core/model/keyring-place.ts';
import type { KeyringSource } from '../keyring-source.ts';
import { createEnvironmentSource } from './environment-source.ts';
import { createFileSource } from './file-source.ts';
import { createTokenWrapper } from './pkcs11/token-wrapper.ts';
import { createTransitWrapper, type Patience } from './transit-wrapper.ts';
import { createWrappedSource } from './wrapped-source.ts';

/** What of the configuration says where the keyring is. */
export interface KeyringSettings {
  readonly dataDir: string;
  readonly keyring: KeyringPlace;
  readonly keyringWrapped: string;
  readonly keyringKeys: string;
  readonly keyringPin: string;
  readonly keyringToken: string;
}

/** How long a start waits for a key service that is not there yet. */
const WAIT_MS = 60_000;

/** For a look, and for commands somebody waits for. */
const NONE: Patience = { forMs: 0, tell: () => undefined };

/** As a server starts: waits for a minute for a key service that comes up beside it. */
export function waitingAtStart(tell: Patience['tell']): Patience {
  return { forMs: WAIT_MS, tell };
}

/** Where the keyring of a configuration is kept. Reads nothing yet. */
export function chooseKeyringSource(
  settings: KeyringSettings,
  patience: Patience = NONE,
): KeyringSource {
  const { keyring } = settings;
  const inDataDir = (name: string) => join(resolve(settings.dataDir), name);
  const wrapped = settings.keyringWrapped || inDataDir('keyring-wrapped.json');
  switch (keyring.kind) {
    case 'file':
      return createFileSource(keyring.path || inDataDir('keyring.json'));
    case 'environment':
      return createEnvironmentSource(settings.keyringKeys);
    case 'pkcs11':
      return createWrappedSource(wrapped, createTokenWrapper(keyring, settings.keyringPin));
    case 'transit': {
      const wrapper = createTransitWrapper(keyring, settings.keyringToken, patience);
      return createWrappedSource(wrapped, wrapper);
    }
  }
}
