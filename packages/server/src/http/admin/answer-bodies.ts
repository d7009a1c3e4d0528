import { Type } from 'typebox';
import { MESSAGE_TEMPLATES } from '../../core/model/message.ts';
import { LANGUAGES, THEME_COLOURS } from '../../core/model/pages.ts';
import { PASSWORD_RULES } from '../../core/model/password.ts';
import { TENANT_BUDGET_KINDS } from '../../core/model/request-budget.ts';
import { count, instant, oneOf, orNull, told } from '../../dialects/answer-parts.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { policyShape } from '../../dialects/policy-body.ts';
import { object } from './fields.ts';

/*
 * What the admin API answers. Keys are shown in the form each wire has for them, so their fields are
 * not listed here.
 */

const id = Type.String();

/** The switches of all wires: what may be set is what is shown. */
export function settingsShape(dialects: readonly Dialect[]) {
  const fields = dialects.map(
    ({ name, settings }) => [name, Type.Optional(settings ?? object({}))] as const,
  );
  return Type.Object(Object.fromEntries(fields), {
    additionalProperties: false,
    title: 'DialectSettings',
  });
}

const sendLimit = told({ sendsMax: count, windowSeconds: Type.Number() }, 'SendLimit');
const messageText = told({ subject: Type.String(), text: Type.String() }, 'MessageText');
const inLanguages = told(
  Object.fromEntries(LANGUAGES.map((each) => [each, Type.Optional(messageText)])),
  'MessageTexts',
);

const pages = told(
  {
    theme: told(
      Object.fromEntries(THEME_COLOURS.map((each) => [each, Type.Optional(Type.String())])),
    ),
    logo: orNull(Type.String()),
    language: oneOf(LANGUAGES, 'Language'),
    frameAncestors: Type.Array(Type.String()),
  },
  'PageSettings',
);

const messages = told(
  {
    sender: orNull(Type.String()),
    notices: Type.Boolean(),
    perRecipient: sendLimit,
    perSource: sendLimit,
    templates: told(
      Object.fromEntries(MESSAGE_TEMPLATES.map((each) => [each, Type.Optional(inLanguages)])),
    ),
  },
  'MessageSettings',
);

/** Requests a minute, those that differ from the installation's. */
const rates = told(
  Object.fromEntries(TENANT_BUDGET_KINDS.map((kind) => [kind, Type.Optional(count)])),
  'Rates',
);

export function tenantShapes(dialects: readonly Dialect[]) {
  const fields = {
    id,
    name: Type.String(),
    policy: policyShape,
    dialects: settingsShape(dialects),
    pages,
    messages,
    approvals: told(
      { policyWeakening: Type.Boolean(), bulkUnlock: Type.Boolean() },
      'ApprovalSettings',
    ),
    rates,
    auditRetentionDays: orNull(count),
    suspended: Type.Boolean(),
    createdAt: instant,
  };
  const tenant = told(fields, 'Tenant');
  return {
    tenant,
    tenants: told({ tenants: Type.Array(tenant) }, 'Tenants'),
    created: told(
      { ...fields, apiKey: Type.String({ description: 'Shown only here' }) },
      'CreatedTenant',
    ),
  };
}

const keyFields = {
  id,
  dialect: Type.String(),
  name: Type.String(),
  createdAt: instant,
  revokedAt: orNull(instant),
};
const clientFields = {
  ...keyFields,
  name: orNull(Type.String()),
  subject: Type.String(),
  algorithm: oneOf(['ed25519', 'rsa']),
};

export const callerKey = told(keyFields, 'CallerKey');
export const client = told(clientFields, 'Client');
export const clients = told({ clients: Type.Array(client) }, 'Clients');
export const keyOrClient = Type.Union([callerKey, client]);
export const keys = told({ keys: Type.Array(keyOrClient) }, 'Keys');

const shownOnce = {
  description: 'With the secret in the form this wire has for it, shown only here',
};
export const createdKey = Type.Union([
  Type.Object(keyFields, { title: 'CreatedKey', ...shownOnce }),
  Type.Object(clientFields, { title: 'CreatedClient', ...shownOnce }),
]);

export const message = told(
  {
    id,
    channel: oneOf(['email', 'sms']),
    to: Type.String(),
    template: oneOf(MESSAGE_TEMPLATES),
    language: oneOf(LANGUAGES, 'Language'),
    state: oneOf(['waiting', 'sent', 'dead']),
    tries: count,
    lastError: orNull(Type.String()),
    at: instant,
    settledAt: orNull(instant),
  },
  'Message',
);
export const sentMessages = told({ messages: Type.Array(message) }, 'Messages');

export function outcomes<const T extends string>(...words: readonly T[]) {
  return told({ outcome: oneOf(words) });
}

export const passwordAnswer = Type.Union(
  [
    told({ outcome: oneOf(['set', 'grant_invalid']) }),
    told({ outcome: Type.Literal('password_refused'), rule: oneOf(PASSWORD_RULES) }),
  ],
  { title: 'PasswordAnswer' },
);

export const auditEntry = told(
  {
    at: instant,
    tenant: Type.String(),
    action: Type.String(),
    outcome: Type.String(),
    subject: orNull(Type.String()),
    purpose: orNull(Type.String()),
    actor: Type.String(),
    dialect: Type.String(),
    source: Type.String(),
    requestId: Type.String(),
    reason: orNull(Type.String()),
  },
  'AuditEntry',
);
export const auditEntries = told({ entries: Type.Array(auditEntry) }, 'AuditEntries');
