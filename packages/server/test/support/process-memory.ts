import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { inBase64 } from './sinks.ts';

/** One place in the memory of a process where bytes were found. */
export interface Found {
  readonly needle: string;
  /** The mapping they lie in, as the kernel names it. */
  readonly where: string;
  /** What stands around them, unprintable bytes as dots. */
  readonly around: string;
}

const PIECE = 16 * 1024 * 1024;
const OVERLAP = 256;
const AROUND = 48;

/** Every way in which digits stand in memory as texts. */
export function inMemory(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = inBase64(bytes).map((text) => Buffer.from(text));
  return [bytes, Buffer.from(secret, 'utf16le'), ...base64];
}

/** All that a process of ours can write to, searched for secrets. Linux only; quick where they begin alike. */
export function searchMemory(pid: number, secrets: readonly string[]): readonly Found[] {
  const ways = inMemory(beginningOf(secrets)).map((begin, way): Way => {
    const whole = secrets.map((needle) => ({ needle, bytes: inMemory(needle)[way] ?? begin }));
    return { begin, whole };
  });
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return writableParts(pid).flatMap((part) => searchPart(memory, part, ways));
  } finally {
    closeSync(memory);
  }
}

/** What all secrets begin with. */
function beginningOf([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}

/** One encoding of the secrets. */
interface Way {
  readonly begin: Buffer;
  readonly whole: readonly { readonly needle: string; readonly bytes: Buffer }[];
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly where: string;
}

/** Those in which something is: most of what is reserved was never touched. */
function writableParts(pid: number): readonly Part[] {
  const maps = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/\n(?=[0-9a-f]+-)/);
  return maps.flatMap((map) => {
    const [, start, end, name = ''] =
      /^([0-9a-f]+)-([0-9a-f]+) rw.. \S+ \S+ \S+ *(.*)$/m.exec(map) ?? [];
    const isTouched = /^(?:Rss|Swap): +[1-9]/m.test(map);
    if (start === undefined || end === undefined || !isTouched) return [];
    const where = name === '' ? `anonymous ${start}` : name;
    return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16), where }];
  });
}

function searchPart(
  memory: number,
  { start, end, where }: Part,
  ways: readonly Way[],
): readonly Found[] {
  const found: Found[] = [];
  for (let at = start; at < end; at += PIECE - OVERLAP) {
    const piece = read(memory, at, Math.min(PIECE, end - at));
    for (const { begin, whole } of ways) {
      for (let place = piece.indexOf(begin); place >= 0; place = piece.indexOf(begin, place + 1)) {
        const here = piece.subarray(place);
        const one = whole.find(({ bytes }) => here.subarray(0, bytes.length).equals(bytes));
        if (one === undefined) continue;
        const around = piece.subarray(Math.max(0, place - AROUND), place + 2 * AROUND);
        const text = around.toString('latin1').replace(/[^ -~]/g, '.');
        found.push({
          needle: one.needle,
          where: `${where} at ${(at + place).toString(16)}`,
          around: text,
        });
      }
    }
  }
  return found;
}

function read(memory: number, at: number, length: number): Buffer {
  const piece = Buffer.alloc(length);
  try {
    return piece.subarray(0, readSync(memory, piece, 0, length, at));
  } catch {
    // Taken back by the allocator since the map was read, or no memory at all.
    return Buffer.alloc(0);
  }
}
