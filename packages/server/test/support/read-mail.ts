/** A mail as its reader sees it. */
export interface Mail {
  /** By lower-case name; unfolded, encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Takes a mail of one text part apart (RFC 5322, RFC 2045, RFC 2047). */
export function readMail(raw: string): Mail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const lines = head.replace(/\r\n[ \t]/g, ' ').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      return [name, decodeWords(line.slice(colon + 1).trim())] as const;
    }),
  );
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  return { headers, text: decodeBody(rest.join('\r\n\r\n'), encoding).replaceAll('\r\n', '\n') };
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding === 'quoted-printable') return decodeQuoted(body.replace(/=\r\n/g, ''));
  return Buffer.from(body, 'latin1').toString();
}

function decodeWords(text: string): string {
  const word = /=\?utf-8\?([qb])\?([^?]*)\?=/gi;
  return text.replace(/\?=\s+=\?/g, '?==?').replace(word, (_whole, kind: string, inner: string) => {
    if (kind.toLowerCase() === 'b') return Buffer.from(inner, 'base64').toString();
    return decodeQuoted(inner.replaceAll('_', ' '));
  });
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}
