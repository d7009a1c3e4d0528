/** A row has texts of some kilobytes; a file without line ends must not fill the memory. */
const LINE_MAX_CHARACTERS = 16 * 1024 * 1024;

/**
 * Lines of a stream of UTF-8, without their ends. Only U+000A ends a line: the runtime's own reader
 * also stops at U+2028, which JSON may hold as it is. What comes after the last line end is no line,
 * because its end was cut off.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_MAX_CHARACTERS) throw new Error('a line has no end');
    yield* lines;
  }
}
