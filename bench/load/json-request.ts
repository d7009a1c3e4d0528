/** The bytes of a JSON POST, as an ordinary HTTP client would send them. */
export function jsonPost(
  path: string,
  headers: readonly string[],
  content: Readonly<Record<string, unknown>>,
): Buffer {
  const body = JSON.stringify(content);
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      ...headers,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
