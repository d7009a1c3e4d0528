/** Room for what the server makes, and not for much more. */
const BASE64 = /^[A-Za-z0-9+/]{1,6000}={0,2}$/;

/** A token as this wire shows one (etna 1): standard base64, some hundred characters of it. */
export function toWireToken(token: string): string {
  return Buffer.from(token, 'latin1').toString('base64');
}

/** `null` for what {@link toWireToken} never made, another spelling of the same bytes included. */
export function fromWireToken(text: string): string | null {
  if (!BASE64.test(text)) return null;
  const token = Buffer.from(text, 'base64').toString('latin1');
  return toWireToken(token) === text ? token : null;
}
