const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Either alphabet, padded or not (mixin 5.3); `null` for anything else. */
export function fromBase64(text: string): Uint8Array | null {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : null;
}
