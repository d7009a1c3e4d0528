import type { Body } from '../frame/admin-client.ts';
import { seconds } from '../show/seconds.ts';
import { fields } from '../show/table.ts';

type SprayingPart = 'wrongMax' | 'timesUsual' | 'samePinMax' | 'brakeSeconds';

/** A policy in words. */
export function showPolicy(policy: Body): string {
  const { lockDurationsSeconds, rolling, lockExtension } = policy;
  const locks = Array.isArray(lockDurationsSeconds) ? lockDurationsSeconds.map(Number) : [];
  const limit = rolling as { attemptsMax: number; windowSeconds: number } | null;
  const extension = lockExtension as { bySeconds: number; maxSeconds: number } | null;
  const spraying = policy['spraying'] as Readonly<Record<SprayingPart, number>> | null;
  return fields([
    ['PIN length', `${policy['minLength']} to ${policy['maxLength']} digits`],
    ['blocklist', policy['blocklist'] ? 'on' : 'off'],
    ['history', `${policy['history']} earlier PINs may not come back`],
    ['changed every', policy['maxAgeDays'] === null ? 'never' : `${policy['maxAgeDays']} days`],
    ['guesses before a lock', policy['attemptsMax']],
    ['locks', `${locks.map(seconds).join(', ')}, and so on`],
    ['failures before only staff help', policy['failuresMax']],
    ['limit over time', limit && `${limit.attemptsMax} in ${seconds(limit.windowSeconds)}`],
    [
      'tries while locked',
      extension &&
        `lock for ${seconds(extension.bySeconds)}, up to ${seconds(extension.maxSeconds)}`,
    ],
    ['security questions', policy['questionsMin']],
    ['known devices', `${policy['knownDevicesMax']} with guesses of their own`],
    [
      'guessing at many',
      spraying &&
        `${spraying.wrongMax} wrong in 5 min and ${spraying.timesUsual} times the usual, ` +
          `or one PIN on ${spraying.samePinMax} people: ` +
          (spraying.brakeSeconds === 0
            ? 'told of'
            : `slowed for ${seconds(spraying.brakeSeconds)}`),
    ],
  ]);
}
