import type { Core } from '../../packages/server/src/core/core.ts';
import type { Call } from '../../packages/server/src/core/model/call.ts';
import { formatApiKey } from '../../packages/server/src/dialects/native/api-key.ts';
import { PIN, PURPOSE, subjectId, TENANT } from './subjects.ts';

const OPERATOR = { actor: 'bench', dialect: 'native', source: 'local', requestId: 'bench-seed' };
const AT_ONCE = 64;

export async function seedTenant(core: Core): Promise<{ call: Call; apiKey: string }> {
  const tenant = await core.createTenant(OPERATOR, { id: TENANT, name: 'Bench' });
  const call = { ...OPERATOR, tenant };
  const { key, secret } = await core.createCallerKey(call, { dialect: 'native', name: 'bench' });
  return { call, apiKey: formatApiKey(key.id, secret) };
}

/** Subjects with a PIN, made through the use cases like any other. */
export async function seedSubjects(core: Core, call: Call, numbers: readonly number[]) {
  const remaining = numbers.values();
  const makeSome = async () => {
    for (const number of remaining) {
      const id = subjectId(number);
      await core.createSubject(call, { id });
      const set = await core.setPin(call, { subject: { id }, purpose: PURPOSE, newPin: PIN });
      if (set.outcome !== 'set') throw new Error(`the bench PIN was not set: ${set.outcome}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, makeSome));
}
