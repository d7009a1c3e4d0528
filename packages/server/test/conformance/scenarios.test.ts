import { describe } from 'vitest';
import { openCircleDoor } from './circle-door.ts';
import type { OpenDoor } from './door.ts';
import { openEtnaDoor } from './etna-door.ts';
import { openMixinDoor } from './mixin-door.ts';
import { openMobileBankingDoor } from './mobile-banking-door.ts';
import { openNativeDoor } from './native-door.ts';
import { openOnboardingDoor } from './onboarding-door.ts';
import { scenarios } from './scenarios.ts';

/** A new dialect joins here with one line. */
const DOORS: Readonly<Record<string, OpenDoor>> = {
  native: (server) => openNativeDoor(server),
  'mobile-banking': openMobileBankingDoor,
  circle: openCircleDoor,
  mixin: openMixinDoor,
  onboarding: openOnboardingDoor,
  etna: openEtnaDoor,
};

describe.each(Object.entries(DOORS))('%s', (_name, openDoor) => scenarios(openDoor));
