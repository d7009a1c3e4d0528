import { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { washParser } from './wash-parser.ts';

/** A request that remembers the buffers its body arrived in. */
export class WipedMessage extends IncomingMessage {
  readonly #arrived: Buffer[] = [];

  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    if (Buffer.isBuffer(chunk)) this.#arrived.push(chunk);
    return super.push(chunk, encoding);
  }

  /** Overwrites the body as it arrived. */
  wipe(): void {
    for (const each of this.#arrived) each.fill(0);
    this.#arrived.length = 0;
  }
}

const WIPES = new WeakMap<FastifyRequest, (() => void)[]>();

/** Has `wipe` run once the request is answered, however that comes about. */
export function wipeAfter(request: FastifyRequest, wipe: () => void): void {
  const wipes = WIPES.get(request) ?? [];
  wipes.push(wipe);
  WIPES.set(request, wipes);
}

/**
 * Overwrites what a request brought when its answer is made: the body, the buffers it arrived in, and
 * whatever was put under {@link wipeAfter}. Nothing reads them any more by then.
 */
export function wipeRequests(app: FastifyInstance): void {
  app.addHook('onSend', (request, _reply, payload, done) => {
    for (const wipe of WIPES.get(request) ?? []) wipe();
    WIPES.delete(request);
    if (request.body instanceof Uint8Array) request.body.fill(0);
    if (request.raw instanceof WipedMessage) request.raw.wipe();
    if (request.body instanceof Uint8Array && request.body.length > 0) washParser();
    done(null, payload);
  });
}
