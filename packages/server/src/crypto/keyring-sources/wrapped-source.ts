import { randomBytes } from 'node:crypto';
import type { KeyringContent } from '../keyring.ts';
import type { KeyringSource } from '../keyring-source.ts';
import { readKeyringText, writeKeyringText } from '../keyring-text.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from './private-file.ts';

const FORMAT = 'pintumbler wrapped keyring 1';
const ID_BYTES = 12;

interface WrappedFile {
  readonly format: string;
  /** Made once, and part of what the wrapper authenticates. */
  readonly id: string;
  readonly by: string;
  readonly wrapped: string;
}

/**
 * A keyring in a file, wrapped as a whole by a key elsewhere: the file alone is worth nothing, and no
 * part of it, such as which root is active, can be changed by who only has the file.
 */
export function createWrappedSource(path: string, wrapper: KeyWrapper): KeyringSource {
  const wrap = async (id: string, content: KeyringContent): Promise<string> => {
    const wrapped = await wrapper.wrap(Buffer.from(writeKeyringText(content)), bindingOf(id));
    const file: WrappedFile = { format: FORMAT, id, by: wrapper.kind, wrapped };
    // Before the old one is given up: a wrapper that cannot open this later would lose every PIN.
    await unwrap(path, wrapper, file);
    return `${JSON.stringify(file, null, 2)}\n`;
  };
  return {
    describe: `${path} (wrapped by ${wrapper.describe})`,
    async read() {
      const text = readPrivateFile(path);
      return text === null ? null : unwrap(path, wrapper, readFile(path, text, wrapper));
    },
    async create(content) {
      createPrivateFile(path, await wrap(randomBytes(ID_BYTES).toString('hex'), content));
    },
    async write(content) {
      const text = readPrivateFile(path);
      const known = text === null ? undefined : readFile(path, text, wrapper).id;
      const id = known ?? randomBytes(ID_BYTES).toString('hex');
      replacePrivateFile(path, await wrap(id, content));
    },
  };
}

async function unwrap(
  path: string,
  wrapper: KeyWrapper,
  { id, wrapped }: WrappedFile,
): Promise<KeyringContent> {
  const bytes = Buffer.from(await wrapper.unwrap(wrapped, bindingOf(id)));
  try {
    return readKeyringText(bytes.toString('utf8'));
  } catch (cause) {
    throw damaged(path, cause);
  } finally {
    bytes.fill(0);
  }
}

function bindingOf(id: string): Uint8Array {
  return Buffer.from(`pintumbler:keyring:${id}`);
}

function readFile(path: string, text: string, wrapper: KeyWrapper): WrappedFile {
  const file = parse(text);
  if (file === null) throw damaged(path);
  if (file.by === wrapper.kind) return file;
  throw new Error(
    `The keyring ${path} was wrapped by another kind of key (${file.by}), not by ${wrapper.describe}. ` +
      'Point PINTUMBLER_KEYRING at that one.',
  );
}

function parse(text: string): WrappedFile | null {
  try {
    const { format, id, by, wrapped } = JSON.parse(text) as Record<string, unknown>;
    const texts = [format, id, by, wrapped].every((each) => typeof each === 'string');
    if (!texts || format !== FORMAT) return null;
    return { format, id, by, wrapped } as WrappedFile;
  } catch {
    return null;
  }
}

function damaged(path: string, cause?: unknown): Error {
  return new Error(`The keyring ${path} is damaged. Restore it from its backup.`, { cause });
}
