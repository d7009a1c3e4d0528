import { readSettings, SERVER_RULES } from '../storage/engine/postgres/check-server.ts';
import { type Finding, ok, problem } from './finding.ts';
import type { Scene } from './scene.ts';

/** The settings without which PostgreSQL may forget what it confirmed. */
export async function checkServerSettings({ postgres }: Pick<Scene, 'postgres'>) {
  const session = postgres?.sessions?.[0];
  return session === undefined ? [] : judgeSettings(await readSettings(session));
}

export function judgeSettings(settings: Readonly<Record<string, string>>): Finding[] {
  return SERVER_RULES.map(({ name, isMet, todo }) => {
    const value = settings[name] ?? '';
    return isMet(value) ? ok(name, value) : problem(name, value, todo(value));
  });
}
