import { type Answer, type Connection, withConnections } from './connection.ts';
import { type MeasuredTime, rateOver } from './rate-over.ts';

export interface ClosedLoop extends MeasuredTime {
  readonly port: number;
  /** Requests under way at any time; each has a connection of its own. */
  readonly clients: number;
  readonly next: () => Buffer;
  /** Any other answer ends the bench: a fast wrong answer is not a result. */
  readonly isRight: (answer: Answer) => boolean;
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
    const rate = await Promise.race([rateOver(load, () => answers), wrong.promise]);
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
