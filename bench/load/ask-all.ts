import { type Answer, type Connection, withConnections } from './connection.ts';

/** Sends each request once, `atOnce` of them under way at any time; answers in their order. */
export function askAll(
  port: number,
  requests: readonly Buffer[],
  atOnce: number,
): Promise<readonly Answer[]> {
  return withConnections(port, atOnce, async (connections) => {
    const answers: Answer[] = [];
    const remaining = requests.entries();
    const work = async (connection: Connection) => {
      for (const [at, request] of remaining) {
        answers[at] = await new Promise((done) => connection.send(request, done));
      }
    };
    await Promise.all(connections.map(work));
    return answers;
  });
}
