import { describe, expect, it } from 'vitest';
import { checkBoundaries } from './check-boundaries.mjs';
import { makeTree } from './fixture.mjs';

/** The problems of one file with this content, in a tree where nothing else stands. */
function problemsOf(path, content) {
  return checkBoundaries(makeTree({ [`packages/server/src/${path}`]: content }));
}

const allowed = [
  ['core/usecases/set-pin.ts', "import type { Pin } from '../model/pin.ts';"],
  ['core/model/pin.test.ts', "import { it } from 'vitest'; import fc from 'fast-check';"],
  ['crypto/hasher.ts', "import { hash } from '@node-rs/argon2'; import '../core/a.ts';"],
  ['crypto/tokens.ts', "import { randomBytes } from 'node:crypto';"],
  ['storage/engine/sqlite/open.ts', "import { DatabaseSync } from 'node:sqlite';"],
  ['storage/engine/postgres/open.ts', "import pg from 'pg';"],
  ['dialects/registry.ts', "import { circle } from './circle/dialect.ts';"],
  ['dialects/dialect.ts', "import type { Outcome } from '../core/model/outcome.ts';"],
  ['dialects/circle/a.ts', "import '../dialect.ts'; import './b.ts'; import '../../core/c.ts';"],
  ['http/server.ts', "import fastify from 'fastify'; import '../dialects/registry.ts';"],
  ['http/server.ts', "import type { Config } from '../config/config.ts';"],
  ['http/server.ts', "import '../observability/log.ts'; import '../core/fault.ts';"],
  ['config/read.ts', 'export const port = process.env.PORT;'],
  ['cli/serve.ts', "import '../compose.ts'; import '../config/config.ts';"],
  ['compose.ts', "import './storage/a.ts'; import './http/b.ts'; import './crypto/c.ts';"],
  ['main.ts', "import './cli/serve.ts'; process.exitCode = 1;"],
  ['webhooks/worker.test.ts', "import '../storage/store.ts'; process.env.A = 'b';"],
  ['core/a.ts', "// process.env and import 'fastify' are words here\nconst a = 'process.env';"],
];

const forbidden = [
  ['core/a.ts', "import { createHash } from 'node:crypto';", /core imports no packages/],
  ['core/a.ts', "import { DateTime } from 'luxon';", /core imports no packages/],
  [
    'core/a.ts',
    "import type { Store } from '../storage/store.ts';",
    /core must not import storage/,
  ],
  ['core/a.test.ts', "import { readFileSync } from 'node:fs';", /core imports no packages/],
  ['core/a.test.ts', "import '../crypto/hasher.ts';", /core must not import crypto/],
  ['crypto/a.ts', "import '../storage/store.ts';", /crypto must not import storage/],
  ['storage/a.ts', "import '../crypto/seal.ts';", /storage must not import crypto/],
  ['webhooks/a.ts', "import '../storage/store.ts';", /webhooks must not import storage/],
  ['webhooks/a.ts', "import { createHmac } from 'node:crypto';", /belongs in crypto\/ only/],
  [
    'dialects/circle/a.ts',
    "import '../mixin/b.ts';",
    /dialect:circle must not import dialect:mixin/,
  ],
  ['dialects/circle/a.ts', "import '../registry.ts';", /must not import registry/],
  ['dialects/circle/a.ts', "import '../../storage/s.ts';", /must not import storage/],
  ['dialects/circle/a.ts', "import '../../http/s.ts';", /must not import http/],
  ['dialects/circle/a.ts', "import type {} from 'fastify';", /belongs in http\/ only/],
  ['dialects/dialect.ts', "import './circle/a.ts';", /seam must not import dialect:circle/],
  ['http/a.ts', "import '../dialects/circle/a.ts';", /http must not import dialect:circle/],
  ['http/a.ts', "import { read } from '../config/read.ts';", /only its types/],
  ['http/a.ts', "await import('../storage/s.ts');", /http must not import storage/],
  ['http/a.ts', "import 'pg';", /belongs in storage\/ only/],
  ['compose.ts', "import 'node:sqlite';", /belongs in storage\/ only/],
  ['compose.ts', "import '@fastify/formbody';", /belongs in http\/ only/],
  ['cli/serve.ts', "import '../storage/s.ts';", /cli must not import storage/],
  ['main.ts', 'const port = process.env.PORT;', /must not read the environment/],
  ['main.ts', "const port = process['env'].PORT;", /must not read the environment/],
  ['http/a.ts', "import { env } from 'node:process';", /must not read the environment/],
  ['storage/a.ts', "import '@pintumbler/server/x';", /by its relative path/],
  ['storage/a.ts', "import '../../test/x.ts';", /lies outside/],
  ['gadgets/a.ts', '', /has no place in/],
];

describe('the dependency rule', () => {
  it.each(allowed)('lets %s say %s', (path, content) => {
    expect(problemsOf(path, content)).toEqual([]);
  });

  it.each(forbidden)('stops %s from saying %s', (path, content, why) => {
    expect(problemsOf(path, content).join('\n')).toMatch(why);
  });

  it('names the line', () => {
    expect(problemsOf('core/a.ts', "\n\nimport 'pg';")[0]).toMatch(
      /^packages\/server\/src\/core\/a\.ts:3 /,
    );
  });
});
