import { type TSchema, Type } from 'typebox';
import { ROLLING_MAX } from '../../core/model/lockout.ts';
import {
  brokenThemeRule,
  isEmbeddingOrigin,
  LANGUAGES,
  type PageSettings,
  THEME_COLOURS,
  type ThemeColour,
} from '../../core/model/pages.ts';
import { FAILURES_HARD_CAP, KNOWN_DEVICES_CAP } from '../../core/model/policy.ts';
import { RATE_MAX, TENANT_BUDGET_KINDS } from '../../core/model/request-budget.ts';
import { QUESTIONS_MAX } from '../../core/model/security-questions.ts';
import { AUDIT_RETENTION_MIN_DAYS } from '../../core/model/tenant.ts';
import { storable } from '../../dialects/storable.ts';
import { isLogo } from './logo.ts';

/** With a title it is a component of that name in the API reference. */
export function object<T extends Record<string, TSchema>>(fields: T, title?: string) {
  return Type.Object(fields, { additionalProperties: false, ...(title && { title }) });
}

export const tenantId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  examples: ['acme'],
});
export const label = storable({ maxLength: 100, examples: ['Acme'] });
export const reason = storable({ maxLength: 500, examples: ['asked for by phone'] });
export const purpose = Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_-]{0,31}$' }));
export const reasoned = object({ reason, purpose }, 'Reason');

/** Days the audit trail is kept; `null`: for ever. Not so few that nobody would have looked. */
export const auditRetentionDays = Type.Union([
  Type.Null(),
  Type.Integer({ minimum: AUDIT_RETENTION_MIN_DAYS, maximum: 36_500 }),
]);

const rate = Type.Optional(
  Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: RATE_MAX })]),
);

/** Requests a minute; `null`: as many as the installation lets everybody have. */
export const ratesChange = object(
  Object.fromEntries(TENANT_BUDGET_KINDS.map((kind) => [kind, rate])) as Record<
    (typeof TENANT_BUDGET_KINDS)[number],
    typeof rate
  >,
  'RatesChange',
);

const LOGO_MAX_LENGTH = 48 * 1024;
const ORIGINS_MAX = 20;
const colour = Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }));

const origin = Type.Refine(Type.String({ maxLength: 300 }), isEmbeddingOrigin, () => {
  return 'must be an origin: https:// and a host, without a path';
});

const logo = Type.Refine(
  Type.String({
    maxLength: LOGO_MAX_LENGTH,
    pattern: '^data:image/(png|jpeg|webp|svg\\+xml);base64,[A-Za-z0-9+/]+=*$',
  }),
  isLogo,
  () => 'must be an image of the type it names; a drawing without scripts, pages and entities',
);

const theme = Type.Refine(
  object(Object.fromEntries(THEME_COLOURS.map((name) => [name, colour])) as ThemeFields),
  (given) => brokenThemeRule(given as PageSettings['theme']) === null,
  (given) => brokenThemeRule(given as PageSettings['theme']) ?? '',
);

/** How the hosted pages look. Colours and image end up in pages a PIN is typed on. */
export const pagesChange = object(
  {
    theme: Type.Optional(theme),
    logo: Type.Optional(Type.Union([Type.Null(), logo])),
    language: Type.Optional(Type.Union(LANGUAGES.map((each) => Type.Literal(each)))),
    frameAncestors: Type.Optional(Type.Array(origin, { maxItems: ORIGINS_MAX })),
  },
  'PageSettingsChange',
);

type ThemeFields = Record<ThemeColour, typeof colour>;

const lockSeconds = Type.Integer({ minimum: 1, maximum: 31 * 24 * 3600 });

/** What an operator may demand; the product's own bounds hold whatever is asked. */
export const policyChange = object(
  {
    minLength: Type.Optional(Type.Integer({ minimum: 4, maximum: 12 })),
    maxLength: Type.Optional(Type.Integer({ minimum: 4, maximum: 12 })),
    blocklist: Type.Optional(Type.Boolean()),
    history: Type.Optional(Type.Integer({ minimum: 0, maximum: 24 })),
    maxAgeDays: Type.Optional(
      Type.Union([Type.Null(), Type.Integer({ minimum: 1, maximum: 3650 })]),
    ),
    attemptsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    lockDurationsSeconds: Type.Optional(Type.Array(lockSeconds, { minItems: 1, maxItems: 20 })),
    rolling: Type.Optional(
      Type.Union([
        Type.Null(),
        object({
          attemptsMax: Type.Integer({ minimum: 1, maximum: ROLLING_MAX }),
          windowSeconds: lockSeconds,
        }),
      ]),
    ),
    lockExtension: Type.Optional(
      Type.Union([Type.Null(), object({ bySeconds: lockSeconds, maxSeconds: lockSeconds })]),
    ),
    failuresMax: Type.Optional(Type.Integer({ minimum: 1, maximum: FAILURES_HARD_CAP })),
    questionsMin: Type.Optional(Type.Integer({ minimum: 1, maximum: QUESTIONS_MAX })),
    knownDevicesMax: Type.Optional(Type.Integer({ minimum: 0, maximum: KNOWN_DEVICES_CAP })),
    spraying: Type.Optional(
      Type.Union([
        Type.Null(),
        object({
          wrongMax: Type.Integer({ minimum: 5, maximum: 999_999 }),
          timesUsual: Type.Integer({ minimum: 2, maximum: 1000 }),
          samePinMax: Type.Integer({ minimum: 5, maximum: 9999 }),
          brakeSeconds: Type.Integer({ minimum: 0, maximum: 24 * 3600 }),
        }),
      ]),
    ),
  },
  'PolicyChange',
);
