import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Fault } from '../../core/fault.ts';
import type { Asked, Dialect } from '../../dialects/dialect.ts';
import { renderProblem } from '../../dialects/problem.ts';
import { mountHosts } from '../mount-hosts.ts';
import { ANSWER_HEADERS } from '../pipeline/answer-headers.ts';

/** How the wire at an address tells its faults; `undefined` where no wire is. */
export type FormAt = (path: string) => Dialect['renderFault'] | undefined;

export interface UnreadableParts {
  readonly makeId: () => string;
  readonly hosts: ReadonlyMap<string, string>;
  readonly formAt: FormAt;
}

interface ParserError {
  readonly code?: string;
  /** What came last, up to 64 KiB; the whole request as a rule. */
  readonly rawPacket?: unknown;
}

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const REQUEST_LINE = /^([A-Za-z-]{1,32}) (\S+) HTTP\/1\.[01]\r?\n/;
const HOST = /\r?\nhost:[ \t]*(\S+)/i;

/**
 * Answers what never became a request, because it is not HTTP or did not arrive in time: in the form
 * of the wire it was for, where its first line tells.
 */
export function refuseUnreadable({ makeId, hosts, formAt }: UnreadableParts) {
  const mounted = mountHosts(hosts);
  return ({ code = '', rawPacket }: ParserError, socket: Socket): void => {
    // After a first byte of another answer, ours would be read as part of it.
    const { _httpMessage: begun } = socket as { readonly _httpMessage?: { headersSent: boolean } };
    if (code === 'ECONNRESET' || !socket.writable || begun?.headersSent) {
      socket.destroy();
      return;
    }
    const asked = readAsked(rawPacket, mounted);
    const form = asked === undefined ? undefined : formAt(asked.address);
    socket.end(write({ code, asked, form, id: makeId() }), () => socket.destroy());
  };
}

function readAsked(packet: unknown, mounted: ReturnType<typeof mountHosts>): Asked | undefined {
  if (!(packet instanceof Uint8Array)) return undefined;
  const text = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength).toString('latin1');
  const [, method = '', url = ''] = REQUEST_LINE.exec(text) ?? [];
  if (url === '') return undefined;
  const [, host] = HOST.exec(text.split(/\r?\n\r?\n/, 1)[0] ?? '') ?? [];
  const headers = host === undefined ? {} : { host };
  return { method: method as Asked['method'], address: mounted({ url, headers }) };
}

interface Refusal {
  readonly code: string;
  readonly id: string;
  readonly asked: Asked | undefined;
  readonly form: ReturnType<FormAt>;
}

function write({ code, id, asked, form }: Refusal): string {
  const fault = new Fault('request_malformed', 'The request is not valid HTTP, or not all of it.');
  const {
    status,
    mediaType = 'application/json',
    body,
    text,
  } = form === undefined || asked === undefined ? renderProblem(fault, id) : form(fault, id, asked);
  const isProblem = mediaType === 'application/problem+json';
  // A wire with a form of its own has its own idea of a status, and clients that know no other.
  const shown = isProblem ? (STATUS[code] ?? status) : status;
  const content = text ?? JSON.stringify(isProblem ? { ...(body as object), status: shown } : body);
  const head = [
    `HTTP/1.1 ${shown} ${STATUS_CODES[shown]}`,
    `content-type: ${mediaType}`,
    `content-length: ${Buffer.byteLength(content)}`,
    'cache-control: no-store',
    ...Object.entries(ANSWER_HEADERS).map((each) => each.join(': ')),
    `x-request-id: ${id}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${content}`;
}
