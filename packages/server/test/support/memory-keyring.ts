import type { KeyringContent } from '../../src/crypto/keyring.ts';
import type { KeyringSource } from '../../src/crypto/keyring-source.ts';

/** A place for a keyring that lasts as long as the test; `content` is what it holds now. */
export function keepInMemory(first: KeyringContent): KeyringSource & { content: KeyringContent } {
  const keep = async (content: KeyringContent) => {
    source.content = content;
  };
  const source = {
    describe: 'memory',
    content: first,
    read: async () => source.content,
    create: keep,
    write: keep,
  };
  return source;
}
