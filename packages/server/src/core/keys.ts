import type { Ports } from './ports/ports.ts';
import type { Operator } from './usecases/create-tenant.ts';
import { advanceRotation } from './usecases/keys/advance-rotation.ts';
import { readKeysState } from './usecases/keys/read-keys-state.ts';
import { type RetireRoot, retireRoot } from './usecases/keys/retire-root.ts';
import { type StartRotation, startRotation } from './usecases/keys/start-rotation.ts';
import { removeTenants } from './usecases/remove-tenants.ts';

/** The keys everything is sealed under, and what becomes of tenants whose key is gone. */
export function createKeys(ports: Ports) {
  return {
    read: () => readKeysState(ports),
    startRotation: (by: Operator, command: StartRotation) => startRotation(ports, by, command),
    retireRoot: (by: Operator, command: RetireRoot) => retireRoot(ports, by, command),
    advanceRotation: (node: string) => advanceRotation(ports, node),
    removeTenants: () => removeTenants(ports),
  } as const;
}
