import type { Config } from '../../config/settings.ts';
import type { Core } from '../../core/core.ts';
import type { BudgetKind, RequestRates } from '../../core/model/request-budget.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { BudgetLeases } from './budget-leases.ts';
import { RequestLimits } from './request-limits.ts';

export interface LimitOptions {
  readonly config: Config;
  readonly core: Pick<Core, 'takeRequests'>;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'isUnlimited'>;
  readonly refused: (kind: BudgetKind) => void;
}

/** The limits on requests of this node, for both of its origins. */
export function openLimits({ config, core, ports, refused }: LimitOptions): RequestLimits {
  const { clock, random, isUnlimited } = ports;
  const leases = new BudgetLeases({
    clock,
    take: core.takeRequests,
    seed: Number(random.digits(9)),
  });
  return new RequestLimits({ leases, rates: ratesOf(config), clock, isUnlimited, refused });
}

function ratesOf(config: Config): RequestRates {
  return {
    tenant: config.rateTenant,
    key: config.rateKey,
    app: config.rateApp,
    source: config.rateSource,
    visitor: config.rateVisitor,
    stranger: config.rateStranger,
    subject: config.rateSubject,
    newcomer: config.rateNewcomer,
  };
}
