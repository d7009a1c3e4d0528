import { expect, it } from 'vitest';
import { secretsOf } from './secrets-of.ts';

it('shows what is new about a key, and whole parts as JSON to paste', () => {
  const key = {
    ...{ id: 'k1', dialect: 'mixin', name: 'bot', createdAt: 'now', revokedAt: null },
    ...{ apiKey: 'k1.secret', keystore: { app_id: 'a' }, none: null },
    keystores: { v4: { pin: 'x' } },
  };
  expect(secretsOf(key)).toEqual([
    ['apiKey', 'k1.secret'],
    ['keystore', '{\n  "app_id": "a"\n}'],
    ['keystores: v4', '{\n  "pin": "x"\n}'],
  ]);
});
