import type { SealFormat } from './tenant-keyset.ts';

/** What a sealed value says in the clear: under which keys it is. */
export interface SealedHeader {
  readonly format: SealFormat;
  readonly rootId: string;
  /** Where the rest begins. */
  readonly end: number;
}

/** `null` for what does not begin as a sealed value does. */
export function readHeader(sealed: Uint8Array): SealedHeader | null {
  const [format, idLength = 0] = sealed;
  const end = 2 + idLength;
  if ((format !== 1 && format !== 2) || sealed.length < end) return null;
  const rootId = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).toString(
    'utf8',
    2,
    end,
  );
  return { format, rootId, end };
}
