import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from '../../packages/server/test/support/quick-folder.ts';
import { ADMIN_KEY, type NodeOptions } from '../node/messages.ts';
import { type FaultNode, startNode } from '../node/start-node.ts';
import { type Answer, request } from './request.ts';
import { makeSubject, type Subject } from './subject.ts';

/** Guesses between two locks, as the tenant's policy says. */
export const BUDGET = 5;

/** Longer than any run: a lock ends by a success or an unlock, or a fault is found. */
const LOCK_SECONDS = 30 * 24 * 3600;

export interface WorldOptions {
  /** Nodes share this database; each has a data directory of its own where it is absent. */
  readonly databaseUrl?: string;
  readonly policy?: Readonly<Record<string, unknown>>;
}

type NodeChoices = Pick<NodeOptions, 'broken' | 'clockLeadMs' | 'dataDir'>;

/** A tenant on one database, and what its nodes and clients have to know. */
export class World {
  readonly dir: string;
  readonly ledger: string;
  readonly #options: WorldOptions;
  #apiKey = '';
  #subjects = 0;

  constructor(dir: string, options: WorldOptions) {
    this.dir = dir;
    this.ledger = join(dir, 'ledger');
    this.#options = options;
  }

  /** Starts a node; nodes of the same name have the same data directory. */
  async start(
    name: string,
    choices: Partial<NodeChoices> = {},
    environment: Readonly<Record<string, string>> = {},
  ): Promise<FaultNode> {
    const { databaseUrl } = this.#options;
    const shared = databaseUrl && { databaseUrl, keyring: join(this.dir, 'keyring.json') };
    const options = { dataDir: join(this.dir, name), ledger: this.ledger, ...shared, ...choices };
    // Nodes start again and again: what was compiled once is kept for the next one.
    const cache = { NODE_COMPILE_CACHE: join(this.dir, 'compiled') };
    const node = await startNode(options, { environment: { ...cache, ...environment } });
    if (this.#apiKey === '') await this.#makeTenant(node);
    return node;
  }

  async #makeTenant(node: FaultNode): Promise<void> {
    const admin = (method: 'POST' | 'PATCH', path: string, body: object) =>
      request({ method, url: `${node.baseUrl}/admin/v1${path}`, key: ADMIN_KEY, body });
    const made = await admin('POST', '/tenants', { id: 'acme', name: 'Acme' });
    const policy = {
      ...{ blocklist: false, history: 0, attemptsMax: BUDGET },
      ...{ lockDurationsSeconds: [LOCK_SECONDS], ...this.#options.policy },
    };
    const set = await admin('PATCH', '/tenants/acme', { policy });
    if (made?.status !== 201 || set?.status !== 200) {
      throw new Error(`no tenant: ${JSON.stringify([made, set])}`);
    }
    this.#apiKey = String(made.body['apiKey']);
  }

  call(
    node: FaultNode,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    sent: { readonly body?: object; readonly once?: string } = {},
  ): Promise<Answer | undefined> {
    const key = path.startsWith('/admin/') ? ADMIN_KEY : this.#apiKey;
    return request({ method, url: `${node.baseUrl}${path}`, key, ...sent });
  }

  /** A subject with a PIN. Throws when the node does not make it. */
  async enrol(node: FaultNode): Promise<Subject> {
    this.#subjects += 1;
    const subject = makeSubject(`subject-${this.#subjects}`);
    await this.call(node, 'POST', '/v1/subjects', { body: { id: subject.id } });
    const body = { pin: subject.pin };
    const set = await this.call(node, 'PUT', `/v1/subjects/${subject.id}/pin`, { body });
    if (set?.body['outcome'] === 'set') return subject;
    throw new Error(`no PIN: ${JSON.stringify(set)}`);
  }

  /** How often the wrong PIN of a subject was compared, answered or not. */
  evaluated({ wrongPin }: Subject): number {
    const lines = readFileSync(this.ledger, 'utf8').split('\n');
    return lines.filter((line) => line === wrongPin).length;
  }
}

/** Gives `work` a world that is gone afterwards. */
export async function withWorld<R>(
  options: WorldOptions,
  work: (world: World) => Promise<R>,
): Promise<R> {
  const dir = mkdtempSync(join(quickFolder(), 'pintumbler-faults-'));
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', remove);
  try {
    return await work(new World(dir, options));
  } finally {
    process.off('exit', remove);
    remove();
  }
}
