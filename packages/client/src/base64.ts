type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of base64 or base64url; `null` for what is neither. */
export function readBase64(text: string): Bytes | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

export function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** base64url without padding. */
export function writeBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
