import type { Server } from '../compose.ts';
import type { Call } from '../core/model/call.ts';
import type { DemoSection, Dialect } from '../dialects/dialect.ts';
import { DIALECTS } from '../dialects/registry.ts';
import type { Addresses } from '../http/application.ts';

const FILE = 'demo.json';
const TENANT = 'demo';
const OPERATOR = { actor: 'demo', dialect: 'cli', source: 'local', requestId: 'seed-demo' };

/** What `demo.json` holds: where the server is, and a section per dialect. */
type Demo = Addresses & { readonly adminKey: string; readonly tenant: string } & {
  readonly [section: string]: string | DemoSection;
};

/**
 * Makes the demo tenant and writes `demo.json` with working credentials for every dialect. What the
 * file held stays valid: a restart, even on other ports, must not change what people pasted
 * elsewhere.
 */
export async function seedDemo(server: Server, addresses: Addresses): Promise<void> {
  const kept = readDemo(server, addresses);
  const complete = DIALECTS.every(({ demo }) => kept !== undefined && demo.section in kept);
  const demo = kept !== undefined && complete ? kept : await makeDemo(server, addresses);
  server.dataDir.write(FILE, `${JSON.stringify(demo, null, 2)}\n`);
  server.application.showDemo(commandLines(demo));
}

async function makeDemo({ core, adminKey }: Server, addresses: Addresses): Promise<Demo> {
  const tenant =
    (await core.readTenant(TENANT)) ??
    (await core.createTenant(OPERATOR, { id: TENANT, name: 'Demo' }));
  const demo: Record<string, string | DemoSection> = { ...addresses, adminKey, tenant: TENANT };
  for (const { name, demo: dialectDemo } of DIALECTS) {
    const call: Call = { ...OPERATOR, dialect: name, tenant };
    demo[dialectDemo.section] = await dialectDemo.seed(core, call, addresses.baseUrl);
  }
  return demo as Demo;
}

/** The demo of an earlier start, moved to where the server is now. */
function readDemo({ dataDir, adminKey }: Server, { baseUrl, padUrl }: Addresses): Demo | undefined {
  const text = dataDir.read(FILE);
  if (text === undefined) return undefined;
  const earlier = JSON.parse(text) as Demo;
  const moved = text.replaceAll(earlier.baseUrl, baseUrl).replaceAll(earlier.padUrl, padUrl);
  return { ...(JSON.parse(moved) as Demo), adminKey };
}

/** One line per dialect that works as pasted. */
function commandLines(demo: Demo) {
  return DIALECTS.map(({ title, demo: { section, curl } }: Dialect) => ({
    title,
    line: curl(demo[section] as DemoSection),
  }));
}
