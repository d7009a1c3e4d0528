import type { Addresses, Server } from '../compose.ts';
import type { Call } from '../core/model/call.ts';
import type { DemoSection } from '../dialects/dialect.ts';

const FILE = 'demo.json';
const TENANT = 'demo';
const OPERATOR = { actor: 'demo', dialect: 'cli', source: 'local', requestId: 'seed-demo' };

/** What `demo.json` holds: where the server is, and a section per dialect. */
type Demo = Readonly<Record<string, string | DemoSection>>;

/**
 * Makes the demo tenant and writes `demo.json` with working credentials for every dialect. What the
 * file held stays valid: a restart, even on other ports, must not change what people pasted
 * elsewhere. Only sections it lacks are made.
 */
export async function seedDemo(server: Server, addresses: Addresses): Promise<void> {
  const { core, dialects, dataDir, adminKey } = server;
  const tenant =
    (await core.readTenant(TENANT)) ??
    (await core.createTenant(OPERATOR, { id: TENANT, name: 'Demo' }));
  const kept = readDemo(server, addresses);
  const demo: Record<string, string | DemoSection> = { ...addresses, adminKey, tenant: TENANT };
  for (const { name, demo: dialectDemo } of dialects) {
    const { section, seed } = dialectDemo;
    const call: Call = { ...OPERATOR, dialect: name, tenant };
    demo[section] = kept[section] ?? (await seed(core, call, addresses.baseUrl));
  }
  dataDir.write(FILE, `${JSON.stringify(demo, null, 2)}\n`);
  server.showDemo(
    dialects.map(({ title, demo: { section, curl } }) => ({
      title,
      line: curl(demo[section] as DemoSection),
    })),
  );
}

/** The demo of an earlier start, moved to where the server is now; empty at the first. */
function readDemo({ dataDir }: Server, { baseUrl, padUrl }: Addresses): Demo {
  const text = dataDir.read(FILE);
  if (text === undefined) return {};
  const earlier = JSON.parse(text) as Addresses;
  const moved = text.replaceAll(earlier.baseUrl, baseUrl).replaceAll(earlier.padUrl, padUrl);
  return JSON.parse(moved) as Demo;
}
