import type { KeyringSource } from '../keyring-source.ts';
import { readKeyringText } from '../keyring-text.ts';

const READ_ONLY =
  'The keyring comes from PINTUMBLER_KEYRING_KEYS, which a server cannot write to. Give it in a file ' +
  'that PINTUMBLER_KEYRING names, then put the new content where the setting comes from.';

/** A keyring that is a setting: whatever starts the server keeps it, and changes it. */
export function createEnvironmentSource(text: string): KeyringSource {
  const refuse = async () => {
    throw new Error(READ_ONLY);
  };
  return {
    describe: 'in PINTUMBLER_KEYRING_KEYS',
    async read() {
      if (text === '') return null;
      try {
        return readKeyringText(text);
      } catch (cause) {
        throw new Error(
          `The keyring in PINTUMBLER_KEYRING_KEYS is damaged (${reasonOf(cause)}). It must be the whole ` +
            'text of a keyring file.',
          { cause },
        );
      }
    },
    create: refuse,
    write: refuse,
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
