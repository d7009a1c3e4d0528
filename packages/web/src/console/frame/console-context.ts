import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Facts } from '../api/facts.ts';
import type { Tenant } from '../api/tenants.ts';

/** What every page may need: the tenants there are, and what the server can do. */
export interface ConsoleState {
  readonly facts: Facts;
  readonly tenants: readonly Tenant[];
  readonly reloadTenants: () => Promise<void>;
}

export const ConsoleContext = createContext<ConsoleState | null>(null);

export function useConsole(): ConsoleState {
  const state = useContext(ConsoleContext);
  if (state === null) throw new Error('no console around this part');
  return state;
}
