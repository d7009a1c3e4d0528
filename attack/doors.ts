import { openCircleDoor } from '../packages/server/test/conformance/circle-door.ts';
import type { Door } from '../packages/server/test/conformance/door.ts';
import { openEtnaDoor } from '../packages/server/test/conformance/etna-door.ts';
import { openMixinDoor } from '../packages/server/test/conformance/mixin-door.ts';
import { openMobileBankingDoor } from '../packages/server/test/conformance/mobile-banking-door.ts';
import { openNativeDoor } from '../packages/server/test/conformance/native-door.ts';
import { openOnboardingDoor } from '../packages/server/test/conformance/onboarding-door.ts';
import { send, type TestServer } from '../packages/server/test/support/test-server.ts';
import type { Target } from './target/target.ts';

export type { Door, Person } from '../packages/server/test/conformance/door.ts';

/** Every wire a PIN can be guessed at, as its own clients use it. */
export async function openDoors(target: Target): Promise<Readonly<Record<string, Door>>> {
  const server = asTestServer(target);
  return {
    native: await openNativeDoor(server),
    'mobile-banking': await openMobileBankingDoor(server),
    circle: await openCircleDoor(server),
    mixin: await openMixinDoor(server),
    onboarding: await openOnboardingDoor(server),
    etna: await openEtnaDoor(server),
  };
}

/**
 * A process as the clients of the tests know a server. What they ask of the core of a server beside
 * them, a clock and an id, is asked from outside here.
 */
export function asTestServer(target: Target): TestServer {
  const { baseUrl, padUrl, dataDir, demo, adminKey } = target;
  const admin: TestServer['admin'] = (method, path, body) =>
    send(`${baseUrl}/admin/v1${path}`, method, body, { authorization: `Bearer ${adminKey}` });
  const core = {
    now: () => Date.now() + target.lead() * 1000,
    readTenant: async (id: string) => ({ id }),
    findSubject: async (_call: unknown, { identifier }: { identifier: { value: string } }) => {
      const { body } = await admin(
        'GET',
        `/tenants/${demo.tenant}/subjects?search=${identifier.value}`,
      );
      return (body['subjects'] as readonly { readonly id: string }[])[0] ?? null;
    },
  };
  const stand: unknown = {
    ...{ baseUrl, padUrl, dataDir, demo, admin, server: { core } },
    advanceClock: target.advanceClock,
    call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
      send(`${baseUrl}${path}`, method, body, {
        authorization: `Bearer ${demo.native.apiKey}`,
        ...headers,
      }),
  };
  return stand as TestServer;
}
