/**
 * Who may import whom inside packages/server/src: design.md section 3, "Dependency rule".
 * A zone is a folder; `seam` are the files directly in dialects/, `registry` is the one among
 * them that knows the dialects, `dialect` is each folder below dialects/ on its own.
 * Everybody may import from its own zone. `config:type` means types only.
 */
const ANYTHING = '*';
export const MAY_IMPORT = {
  core: [],
  crypto: ['core'],
  storage: ['core'],
  outbox: ['core'],
  webhooks: ['core', 'outbox'],
  messages: ['core', 'outbox', 'config:type'],
  moving: ['core'],
  backup: ['core'],
  seam: ['core'],
  registry: ['core', 'seam', 'dialect'],
  dialect: ['core', 'seam'],
  observability: ['core', 'seam:type'],
  config: ['core'],
  http: ['core', 'config:type', 'observability', 'seam', 'registry'],
  doctor: ['core', 'config', 'crypto', 'storage'],
  cli: ['core', 'config', 'seam:type', 'doctor', 'moving', 'compose'],
  compose: [ANYTHING],
  main: [ANYTHING],
};

/** Zones that use no package and no `node:` module at all; their tests may use these. */
export const NO_PACKAGES = { core: { inTests: ['vitest', 'fast-check'] } };

/** Packages with one home, everywhere else forbidden, even as types. */
export const ONLY_IN = [
  { zone: 'storage', packages: /^(node:sqlite|pg|pg-.+|postgres)(\/|$)/ },
  { zone: 'http', packages: /^(fastify|@fastify\/.+)(\/|$)/ },
  { zone: 'messages', packages: /^nodemailer(\/|$)/ },
  {
    zone: 'crypto',
    packages: /^(@node-rs\/argon2|bcryptjs|node:crypto|koffi|shamir-secret-sharing)(\/|$)/,
  },
];

/** The environment is read in one place, where a setting has a name, a default and a document. */
export const ENVIRONMENT_ONLY_IN = 'config';

/** The zone of a path relative to packages/server/src; `dialect:circle` names the one dialect. */
export function zoneOf(path) {
  const [first, second, third] = path.split('/');
  if (!second) return first.replace(/\.[cm]?tsx?$/, '');
  if (first !== 'dialects') return first;
  if (third) return `dialect:${second}`;
  return second === 'registry.ts' ? 'registry' : 'seam';
}

/** Whether a file of zone `from` may import one of zone `to`. */
export function isAllowed(from, to, typeOnly) {
  if (from === to) return true;
  const allowed = MAY_IMPORT[from.split(':')[0]] ?? [];
  const target = to.split(':')[0];
  return (
    allowed.includes(ANYTHING) ||
    allowed.includes(target) ||
    (typeOnly && allowed.includes(`${target}:type`))
  );
}
