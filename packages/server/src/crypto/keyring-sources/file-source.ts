import type { KeyringSource } from '../keyring-source.ts';
import { readKeyringText, writeKeyringText } from '../keyring-text.ts';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from './private-file.ts';

/**
 * A keyring in a file, for its owner alone. Refuses one that others on the machine can read, and one
 * that is damaged: starting with the wrong keys would make every stored PIN look wrong.
 */
export function createFileSource(path: string): KeyringSource {
  return {
    describe: path,
    async read() {
      const text = readPrivateFile(path);
      if (text === null) return null;
      try {
        return readKeyringText(text);
      } catch (cause) {
        throw new Error(`The keyring ${path} is damaged. Restore it from its backup.`, { cause });
      }
    },
    async create(content) {
      createPrivateFile(path, writeKeyringText(content));
    },
    async write(content) {
      replacePrivateFile(path, writeKeyringText(content));
    },
  };
}
