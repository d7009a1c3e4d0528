import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { CHEAP_HASH } from '../support/test-server.ts';

type Settings = Readonly<Record<string, string>>;

export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** Whether something has to be mended: `pintumbler doctor` then ends with 1. */
  readonly hasProblem: boolean;
  /** The first finding of this name that is not `ok`, or else the first one. */
  of(name: string): Finding;
}

/** What `pintumbler doctor` would say about these settings. */
export async function diagnose(settings: Settings): Promise<Diagnosis> {
  const findings = await examine(loadConfig(settings, {}));
  return {
    findings,
    hasProblem: findings.some(({ verdict }) => verdict === 'problem'),
    of(name) {
      const named = findings.filter((each) => each.name === name);
      const found = named.find(({ verdict }) => verdict !== 'ok') ?? named[0];
      if (found === undefined) throw new Error(`no finding "${name}"`);
      return found;
    },
  };
}

/** A server with these settings, made ready in this process as `pintumbler serve` does. */
export async function startNode(settings: Settings) {
  // The files after this one run in the same process.
  const usual = process.umask(0o077);
  try {
    const quiet = { port: '0', 'pad-port': '0', 'log-level': 'silent' };
    const config = loadConfig({ ...quiet, ...settings }, {});
    return await compose({ config, mode: 'serve', hashCost: CHEAP_HASH });
  } finally {
    process.umask(usual);
  }
}
