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

/** All that a process of ours can write to, searched for secrets. Linux only. */
export function searchMemory(pid: number, secrets: readonly string[]): readonly Found[] {
  const needles = secrets.flatMap((needle) => inMemory(needle).map((bytes) => ({ needle, bytes })));
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return writableParts(pid).flatMap((part) => searchPart(memory, part, needles));
  } finally {
    closeSync(memory);
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly where: string;
}

function writableParts(pid: number): readonly Part[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, start, end, name = ''] =
        /^([0-9a-f]+)-([0-9a-f]+) rw.. \S+ \S+ \S+\s*(.*)$/.exec(line) ?? [];
      if (start === undefined || end === undefined) return [];
      const where = name === '' ? `anonymous ${start}` : name;
      return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16), where }];
    });
}

function searchPart(
  memory: number,
  { start, end, where }: Part,
  needles: readonly { readonly needle: string; readonly bytes: Buffer }[],
): readonly Found[] {
  const found: Found[] = [];
  for (let at = start; at < end; at += PIECE - OVERLAP) {
    const piece = read(memory, at, Math.min(PIECE, end - at));
    for (const { needle, bytes } of needles) {
      for (let place = piece.indexOf(bytes); place >= 0; place = piece.indexOf(bytes, place + 1)) {
        const around = piece.subarray(Math.max(0, place - AROUND), place + bytes.length + AROUND);
        const text = around.toString('latin1').replace(/[^ -~]/g, '.');
        found.push({ needle, where: `${where} at ${(at + place).toString(16)}`, around: text });
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
