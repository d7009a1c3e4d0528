import { type Finding, ok, warning } from './finding.ts';
import type { Scene } from './scene.ts';

const NAME = 'pad url';

/** What links are made with: people have to reach it, and over TLS. */
export async function checkPadUrl({ config }: Pick<Scene, 'config'>): Promise<Finding[]> {
  const { padUrl } = config;
  if (padUrl === '') {
    const todo =
      'Set PINTUMBLER_PAD_URL to the public origin of the PIN pages, the same on all nodes.';
    return [warning(NAME, 'not set; links lead to where this node listens', todo)];
  }
  if (padUrl.startsWith('https://')) return [ok(NAME, padUrl)];
  return [warning(NAME, `${padUrl}, without TLS`, 'Use https: people type PINs there.')];
}
