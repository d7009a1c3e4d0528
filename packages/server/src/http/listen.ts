import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Listens and answers the origin people and programs reach it at. Port 0 takes a free one. */
export async function listen(app: FastifyInstance, { host, port }: Address): Promise<string> {
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const choice = 'Stop what uses it, or choose another with --port or --pad-port.';
    throw new Error(`Port ${port} of ${host} is taken. ${choice}`, { cause: error });
  });
  const bound = (app.server.address() as AddressInfo).port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound}`;
}
