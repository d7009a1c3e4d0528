import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Arena } from './arena.ts';

const A = 1;
const HEADER = 12;

export interface NameServer {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** Names that were asked for an IPv4 address, one for each time. */
  readonly asked: readonly string[];
}

/** A name server whose answers are the attacker's: a list of addresses for the n-th question of a name. */
export async function startNameServer(
  arena: Arena,
  answer: (name: string, nth: number) => readonly string[],
): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, end } = readName(query);
    const isA = query.readUInt16BE(end) === A;
    const nth = asked.filter((each) => each === name).length;
    if (isA) asked.push(name);
    const addresses = isA ? answer(name, nth) : [];
    socket.send(reply(query.subarray(0, end + 4), addresses), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  arena.closeLater(() => {
    socket.close();
  });
  return { address: `127.0.0.1:${socket.address().port}`, asked };
}

/** RFC 1035, 4.1.2: labels with their lengths, and a zero. */
function readName(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

/** The question again, and an address record without any time to live for each address. */
function reply(question: Buffer, addresses: readonly string[]): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const bytes = address.split('.').map(Number);
    return Buffer.from([0xc0, HEADER, 0, A, 0, 1, 0, 0, 0, 0, 0, 4, ...bytes]);
  });
  return Buffer.concat([head, ...records]);
}
