import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawSocket {
  readonly socket: Socket;
  /** Everything the server said until it closed the connection. */
  readonly answer: Promise<string>;
}

/** A client below HTTP: sends these bytes and then nothing more. */
export async function sendRaw(baseUrl: string, bytes: string): Promise<RawSocket> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    // A reset is an end too.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  if (bytes !== '') socket.write(bytes);
  return { socket, answer };
}
