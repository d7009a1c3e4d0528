import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Connection, withConnections } from './connection.ts';

export interface ClosedLoop {
  readonly port: number;
  /** Requests under way at any time; each has a connection of its own. */
  readonly clients: number;
  readonly next: () => Buffer;
  /** Any other answer ends the bench: a fast wrong answer is not a result. */
  readonly isRight: (answer: Answer) => boolean;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Runs at both edges of the measured time. */
  readonly atEdge?: () => Promise<void>;
}

/** Answers per second over the measured time; each client sends again as soon as it has an answer. */
export async function closedLoop(load: ClosedLoop): Promise<number> {
  return withConnections(load.port, load.clients, async (connections) => {
    const wrong = Promise.withResolvers<never>();
    let answers = 0;
    let stopped = false;
    const ends = connections.map((connection) =>
      drive(connection, load.next, (answer) => {
        if (!load.isRight(answer)) wrong.reject(new Error(`unexpected: ${answer.body}`));
        answers += 1;
        return !stopped;
      }),
    );
    const measured = async () => {
      await wait(load.warmUpMs);
      await load.atEdge?.();
      const before = { at: performance.now(), answers };
      await wait(load.measureMs);
      const rate = ((answers - before.answers) * 1000) / (performance.now() - before.at);
      await load.atEdge?.();
      return rate;
    };
    const rate = await Promise.race([measured(), wrong.promise]);
    stopped = true;
    await Promise.all(ends);
    return rate;
  });
}

/** Sends until told to stop; resolves after the last answer. */
function drive(
  connection: Connection,
  next: () => Buffer,
  goOn: (answer: Answer) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const again = (answer: Answer) => {
      if (goOn(answer)) connection.send(next(), again);
      else resolve();
    };
    connection.send(next(), again);
  });
}
