import { circleDialect } from './circle/circle-dialect.ts';
import type { Dialect } from './dialect.ts';
import { etnaDialect } from './etna/etna-dialect.ts';
import { mixinDialect } from './mixin/mixin-dialect.ts';
import { mobileBankingDialect } from './mobile-banking/mobile-banking-dialect.ts';
import { nativeDialect } from './native/native-dialect.ts';
import { onboardingDialect } from './onboarding/onboarding-dialect.ts';

/** Every wire the server speaks. A new dialect is one folder and one line here. */
export const DIALECTS: readonly Dialect[] = [
  nativeDialect,
  mobileBankingDialect,
  circleDialect,
  mixinDialect,
  onboardingDialect,
  etnaDialect,
];
