import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Connection, withConnections } from './connection.ts';

export interface OpenLoop {
  readonly port: number;
  /** Requests under way at most; one that finds no connection free is not sent, and counted. */
  readonly connections: number;
  readonly perSecond: number;
  readonly durationMs: number;
  readonly next: () => Buffer;
  /** Latency counts from when the request was due, so a slow server cannot hide behind us. */
  readonly heard: (answer: Answer, latencyMs: number, dueMs: number) => void;
}

export interface Offered {
  readonly sent: number;
  readonly heldBack: number;
}

const TICK_MS = 1;

/** Sends at a steady rate whatever the answers are, then waits for all of them. */
export function openLoop(load: OpenLoop): Promise<Offered> {
  return withConnections(load.port, load.connections, async (connections) => {
    const free = [...connections];
    const startedAt = performance.now();
    let due = 0;
    let heldBack = 0;
    const ask = (connection: Connection, dueMs: number) => {
      connection.send(load.next(), (answer) => {
        free.push(connection);
        load.heard(answer, performance.now() - startedAt - dueMs, dueMs);
      });
    };
    for (let now = 0; now < load.durationMs; now = performance.now() - startedAt) {
      for (; due < (now * load.perSecond) / 1000; due += 1) {
        // In turns: a server ends a connection that stays silent for long.
        const connection = free.shift();
        if (connection === undefined) heldBack += 1;
        else ask(connection, (due * 1000) / load.perSecond);
      }
      await wait(TICK_MS);
    }
    while (free.length < connections.length) await wait(TICK_MS);
    return { sent: due - heldBack, heldBack };
  });
}
