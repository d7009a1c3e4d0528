import { Fault } from '../../core/fault.ts';
import type { Call } from '../../core/model/call.ts';
import { SECOND_MS } from '../../core/model/instant.ts';
import { networkOf } from '../../core/model/network-of.ts';
import { OPERATORS_TENANT } from '../../core/model/operator.ts';
import {
  type BudgetKind,
  type RequestRates,
  type TenantRates,
  WINDOW_MS,
  windowOf,
} from '../../core/model/request-budget.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Operator } from '../../core/usecases/create-tenant.ts';
import type { BudgetLeases } from './budget-leases.ts';

export interface LimitParts {
  readonly leases: BudgetLeases;
  readonly rates: RequestRates;
  readonly clock: Clock;
  /** Whether an address meets no limits at all: this very machine, in dev mode. */
  readonly isUnlimited: (source: string) => boolean;
  /** Hears of every request that was refused. */
  readonly refused: (kind: BudgetKind) => void;
}

/** How sure it is who calls. Who merely names an app may be anybody. */
export interface Standing {
  /** The caller showed the secret of a key, or signed. */
  readonly proved: boolean;
}

/** Answers at once where it can; throws `rate_limited`, or what kept the store from answering. */
type Admission = Promise<void> | undefined;

/**
 * Who pays for a request. Each of these counts one and throws `rate_limited` where nothing is left;
 * nothing is looked at then, and no attempt at a PIN is charged. Who proves nothing pays by address
 * first, and never out of what callers with a proof have: a stranger can use up nothing of theirs.
 */
export class RequestLimits {
  readonly #parts: LimitParts;

  constructor(parts: LimitParts) {
    this.#parts = parts;
  }

  /** Any request at all. */
  admitSource(source: string): Admission {
    return this.#bySource('source', source);
  }

  /** A request that was refused for want of a caller, before that is told. */
  admitStranger(source: string): Admission {
    return this.#bySource('stranger', source);
  }

  /** Whether so many requests of an address were refused that not even a right one counts. */
  isStranger(source: string): boolean {
    if (this.#parts.isUnlimited(source)) return false;
    return this.#parts.leases.isEmpty({ tenant: '', kind: 'stranger', id: networkOf(source) });
  }

  /** A request of somebody who proves nothing, about no tenant that is known yet. */
  admitVisitor(source: string): Admission {
    return this.#bySource('visitor', source);
  }

  /** A request of an operator who is known. */
  admitOperator({ actor, source }: Operator): Admission {
    if (this.#parts.isUnlimited(source)) return undefined;
    return this.#spend('key', { tenant: OPERATORS_TENANT, id: actor });
  }

  /** A visitor of one tenant's pages. */
  async admitVisit(call: Call): Promise<void> {
    await this.#of(call, 'visitor', networkOf(call.source));
  }

  /** A call whose caller is known, as far as callers of its wire can be. */
  async admitCall(call: Call, { proved }: Standing): Promise<void> {
    if (this.#parts.isUnlimited(call.source)) return;
    const person = personOf(call);
    if (proved) await this.#of(call, 'key', `${call.dialect}:${call.actor}`);
    if (proved || person !== undefined) {
      if (person !== undefined) await this.#of(call, 'subject', person);
      await this.#of(call, 'tenant', '');
      return;
    }
    await this.#of(call, 'visitor', networkOf(call.source));
    await this.#of(call, 'app', `${call.dialect}:${call.actor}`);
  }

  /** What a caller who proved itself asks about a person, by the name it knows them under. */
  async admitAbout(call: Call, name: string): Promise<void> {
    await this.#of(call, 'subject', name);
  }

  /** A person that is about to be made. */
  async admitNewcomer(call: Call): Promise<void> {
    await this.#of(call, 'newcomer', `${call.dialect}:${call.actor}`);
  }

  #of(call: Call, kind: keyof TenantRates, id: string): Admission {
    if (this.#parts.isUnlimited(call.source)) return undefined;
    return this.#spend(kind, { tenant: call.tenant.id, id }, call);
  }

  #bySource(kind: BudgetKind, source: string): Admission {
    if (this.#parts.isUnlimited(source)) return undefined;
    return this.#spend(kind, { tenant: '', id: networkOf(source) });
  }

  #spend(
    kind: BudgetKind,
    whose: { readonly tenant: string; readonly id: string },
    call?: Call,
  ): Admission {
    const own = call?.tenant.rates[kind as keyof TenantRates];
    const requestsMax = own ?? this.#parts.rates[kind];
    const key = { ...whose, kind };
    const passes = this.#parts.leases.spend({ key, requestsMax, ...(call && { call }) });
    if (passes === true) return undefined;
    if (passes === false) throw this.#refusal(kind, requestsMax);
    return passes.then((does) => {
      if (!does) throw this.#refusal(kind, requestsMax);
    });
  }

  #refusal(kind: BudgetKind, requestsMax: number): Fault {
    this.#parts.refused(kind);
    const now = this.#parts.clock.now();
    const resetAt = (windowOf(now) + 1) * WINDOW_MS;
    const sentence =
      'Too many requests within this minute. Nothing was looked at. Try again later.';
    return new Fault('rate_limited', sentence, {
      internal: `the budget "${kind}" of this minute is used up`,
      retryAfterSeconds: Math.max(1, Math.ceil((resetAt - now) / SECOND_MS)),
      limit: { requestsMax, resetAt },
    });
  }
}

/** The person a call speaks for, where their PIN, password or key was shown; not merely their name. */
export function personOf({ client, signIn }: Pick<Call, 'client' | 'signIn'>): string | undefined {
  if (client !== undefined) return client.subject;
  return signIn?.boundTo ? (signIn.subject ?? undefined) : undefined;
}
