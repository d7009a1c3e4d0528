import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A key service on loopback that speaks HashiCorp Vault's transit wire, with real AES-256-GCM. */
export interface TransitService {
  /** A PINTUMBLER_KEYRING that names a key of it; keys are made when they are first named. */
  address(key?: string): string;
  readonly token: string;
  /** Answers 503 to so many calls from now on, as a service that is sealed or starting. */
  sealFor(calls: number): void;
  /** Sends every call elsewhere from now on. */
  redirectTo(address: string | null): void;
  /** What was asked so far: method, path, token. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

interface Body {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

export async function startTransitService(): Promise<TransitService> {
  const keys = new Map<string, Buffer>();
  const token = 'hvs.test-token';
  const asked: string[] = [];
  let sealed = 0;
  let elsewhere: string | null = null;
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['x-vault-token']}`);
    if (elsewhere !== null) {
      response.writeHead(307, { location: `${elsewhere}${request.url}` }).end();
      return;
    }
    if (sealed > 0) {
      sealed -= 1;
      return answer(response, 503, { errors: ['Vault is sealed'] });
    }
    const { status, body } = await serve(request, keys, token);
    answer(response, status, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address(key = 'pintumbler') {
      if (!keys.has(key)) keys.set(key, randomBytes(32));
      return `http://127.0.0.1:${port}/v1/transit/keys/${key}`;
    },
    ...{ token, asked },
    sealFor(calls) {
      sealed = calls;
    },
    redirectTo(address) {
      elsewhere = address;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function serve(
  request: IncomingMessage,
  keys: ReadonlyMap<string, Buffer>,
  token: string,
): Promise<{ readonly status: number; readonly body: object }> {
  if (request.headers['x-vault-token'] !== token) {
    return { status: 403, body: { errors: ['permission denied'] } };
  }
  const [, verb, name = ''] = /^\/v1\/transit\/(\w+)\/(\w+)$/.exec(request.url ?? '') ?? [];
  const key = keys.get(name);
  if (key === undefined) return { status: 404, body: { errors: [] } };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
  try {
    const data = verb === 'encrypt' ? encrypt(key, body) : decrypt(key, body);
    return { status: 200, body: { data } };
  } catch {
    return { status: 400, body: { errors: ['cipher: message authentication failed'] } };
  }
}

function encrypt(key: Buffer, { plaintext = '', associated_data = '' }: Body): object {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(associated_data, 'base64'));
  const sealed = [iv, cipher.update(plaintext, 'base64'), cipher.final(), cipher.getAuthTag()];
  return { ciphertext: `vault:v1:${Buffer.concat(sealed).toString('base64')}`, key_version: 1 };
}

function decrypt(key: Buffer, { ciphertext = '', associated_data = '' }: Body): object {
  const bytes = Buffer.from(ciphertext.replace(/^vault:v1:/, ''), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(associated_data, 'base64'));
  decipher.setAuthTag(bytes.subarray(-16));
  const opened = [decipher.update(bytes.subarray(12, -16)), decipher.final()];
  return { plaintext: Buffer.concat(opened).toString('base64') };
}
