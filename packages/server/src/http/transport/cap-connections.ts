import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../../core/model/network-of.ts';

export interface ConnectionCaps {
  readonly total: number;
  readonly perSource: number;
  /** Proxies of one's own, which bring everybody's connections, and whoever meets no limits. */
  readonly isExempt: (address: string) => boolean;
}

/**
 * Bounds how many connections are open, and how many of them one source holds: a client that opens
 * many and says little would otherwise have all there are. One too many is closed at once, unheard.
 */
export function capConnections(
  server: Server,
  { total, perSource, isExempt }: ConnectionCaps,
): void {
  server.maxConnections = total;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket;
    if (isExempt(remoteAddress)) return;
    const source = networkOf(remoteAddress);
    const count = (open.get(source) ?? 0) + 1;
    if (count > perSource) {
      socket.destroy();
      return;
    }
    open.set(source, count);
    socket.once('close', () => {
      const left = (open.get(source) ?? 1) - 1;
      if (left === 0) open.delete(source);
      else open.set(source, left);
    });
  });
}
