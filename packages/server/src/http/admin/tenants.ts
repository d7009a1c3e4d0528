import { Type } from 'typebox';
import type { ApprovalSettings } from '../../core/model/approval-settings.ts';
import { SECOND_MS } from '../../core/model/instant.ts';
import type { PageSettings } from '../../core/model/pages.ts';
import type { Policy } from '../../core/model/policy.ts';
import type { Tenant } from '../../core/model/tenant.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { policyBody } from '../../dialects/policy-body.ts';
import { type AdminRoute, adminRoute, tenantRoute } from './admin-route.ts';
import { settingsShape, tenantShapes } from './answer-bodies.ts';
import { approvalNeeded, approvalNeededAnswer, approvalsChange } from './approvals.ts';
import {
  auditRetentionDays,
  label,
  object,
  pagesChange,
  policyChange,
  ratesChange,
  tenantId,
} from './fields.ts';
import { messagesBody, messagesChange, readMessagesChange } from './messages-change.ts';

export function tenantRoutes(dialects: readonly Dialect[]): readonly AdminRoute[] {
  const { tenant, tenants, created } = tenantShapes(dialects);
  const native = dialects.find(({ name }) => name === 'native')?.callers;
  return [
    adminRoute({
      method: 'GET',
      path: '/tenants',
      summary: 'List the tenants',
      body: object({}),
      answers: { 200: tenants },
      run: async (core) => {
        const all = await core.listTenants();
        return { status: 200, body: { tenants: all.map(tenantBody) } };
      },
    }),
    adminRoute({
      method: 'POST',
      path: '/tenants',
      needs: 'own',
      summary: 'Make a tenant and its first native API key, shown only here',
      body: object({ id: tenantId, name: label }, 'NewTenant'),
      answers: { 201: created },
      run: async (core, operator, { body }) => {
        const made = await core.createTenant(operator, body);
        const command = { dialect: 'native', name: 'first key' };
        const { key, secret } = await core.createCallerKey({ ...operator, tenant: made }, command);
        const shown = native?.by === 'key' ? native.showKey(key.id, secret) : {};
        return { status: 201, body: { ...tenantBody(made), ...shown } };
      },
    }),
    tenantRoute({
      method: 'GET',
      path: '',
      summary: 'Read a tenant',
      body: object({}),
      answers: { 200: tenant },
      run: async (_core, call) => ({ status: 200, body: tenantBody(call.tenant) }),
    }),
    tenantRoute({
      method: 'PATCH',
      path: '',
      summary:
        'Change policy, dialect switches, hosted pages, messages, rates, audit retention or suspension of a tenant',
      body: object(
        {
          policy: Type.Optional(policyChange),
          dialects: Type.Optional(settingsShape(dialects)),
          pages: Type.Optional(pagesChange),
          messages: Type.Optional(messagesChange),
          approvals: Type.Optional(approvalsChange),
          rates: Type.Optional(ratesChange),
          auditRetentionDays: Type.Optional(auditRetentionDays),
          suspended: Type.Optional(Type.Boolean()),
        },
        'TenantChange',
      ),
      answers: { 200: tenant, 202: approvalNeededAnswer },
      run: async (core, call, { body }) => {
        const change = await core.operators.changeTenant(call, {
          ...(body.policy && { policy: readPolicy(body.policy) }),
          ...(body.dialects && { dialectSettings: body.dialects }),
          ...(body.pages && { pages: body.pages as Partial<PageSettings> }),
          ...(body.messages && { messages: readMessagesChange(body.messages) }),
          ...(body.approvals && { approvals: body.approvals as Partial<ApprovalSettings> }),
          ...(body.rates && { rates: body.rates }),
          ...(body.auditRetentionDays !== undefined && {
            auditRetentionDays: body.auditRetentionDays,
          }),
          ...(body.suspended !== undefined && { suspended: body.suspended }),
        });
        if (change.outcome === 'approval_needed') return approvalNeeded(change);
        return { status: 200, body: tenantBody(change.tenant) };
      },
    }),
  ];
}

type PolicyChange = import('typebox').Static<typeof policyChange>;

/** Lengths of time travel in seconds. */
export function readPolicy(change: PolicyChange): Partial<Policy> {
  const { lockDurationsSeconds, rolling, lockExtension, spraying, ...rest } = change;
  return {
    ...rest,
    ...(lockDurationsSeconds && { lockDurationsMs: lockDurationsSeconds.map(toMs) }),
    ...(rolling !== undefined && {
      rolling: rolling && {
        attemptsMax: rolling.attemptsMax,
        windowMs: toMs(rolling.windowSeconds),
      },
    }),
    ...(lockExtension !== undefined && {
      lockExtension: lockExtension && {
        byMs: toMs(lockExtension.bySeconds),
        maxMs: toMs(lockExtension.maxSeconds),
      },
    }),
    ...(spraying !== undefined && {
      spraying: spraying && {
        wrongMax: spraying.wrongMax,
        timesUsual: spraying.timesUsual,
        samePinMax: spraying.samePinMax,
        brakeMs: toMs(spraying.brakeSeconds),
      },
    }),
  };
}

function toMs(seconds: number): number {
  return seconds * SECOND_MS;
}

function tenantBody(tenant: Tenant) {
  const { id, name, policy, dialectSettings, pages, messages, approvals } = tenant;
  const { createdAt, suspendedAt } = tenant;
  return {
    id,
    name,
    policy: policyBody(policy),
    dialects: dialectSettings,
    pages,
    messages: messagesBody(messages),
    approvals,
    rates: tenant.rates,
    auditRetentionDays: tenant.auditRetentionDays,
    suspended: suspendedAt !== null,
    createdAt: new Date(createdAt).toISOString(),
  };
}
