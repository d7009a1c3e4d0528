import type { Addresses, Server } from '../compose.ts';
import type { Call } from '../core/model/call.ts';
import type { DemoSection } from '../dialects/dialect.ts';
import { DEMO_FILE as FILE } from './run-server.ts';

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
  const existing = await core.readTenant(TENANT);
  const tenant = existing ?? (await core.createTenant(OPERATOR, { id: TENANT, name: 'Demo' }));
  // A file without its tenant is left over from data that was removed: its keys open nothing.
  const kept = existing === null ? {} : readDemo(server, addresses);
  const demo: Record<string, string | DemoSection> = { ...addresses, adminKey, tenant: TENANT };
  for (const { name, demo: dialectDemo } of dialects) {
    const { section, seed } = dialectDemo;
    const call: Call = { ...OPERATOR, dialect: name, tenant };
    demo[section] = kept[section] ?? (await seed(core, call, addresses.baseUrl));
  }
  dataDir.write(FILE, `${JSON.stringify(demo, null, 2)}\n`);
  server.showDemo(
    dialects.map(({ name, title, demo: { section: key, curl } }) => {
      const section = demo[key] as DemoSection;
      return { name, title, section, line: curl(section) };
    }),
  );
}

/** The demo of an earlier start, moved to where the server is now; empty at the first. */
function readDemo({ dataDir }: Server, { baseUrl, padUrl }: Addresses): Demo {
  const text = dataDir.read(FILE);
  if (text === undefined) return {};
  try {
    const earlier = JSON.parse(text) as Addresses;
    const moves = new Map([
      [earlier.baseUrl, baseUrl],
      [earlier.padUrl, padUrl],
    ]);
    // In one pass: ports may have been swapped. Longest first, for one may begin like the other.
    const old = [...moves.keys()].sort((a, b) => b.length - a.length).map(RegExp.escape);
    const moved = text.replace(new RegExp(old.join('|'), 'g'), (url) => moves.get(url) ?? url);
    return JSON.parse(moved) as Demo;
  } catch (cause) {
    throw new Error(`${dataDir.file(FILE)} is damaged. Remove it; new credentials are made.`, {
      cause,
    });
  }
}
