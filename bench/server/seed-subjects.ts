import type { Core } from '../../packages/server/src/core/core.ts';
import type { Call } from '../../packages/server/src/core/model/call.ts';
import { formatApiKey } from '../../packages/server/src/dialects/native/api-key.ts';
import { PIN, PURPOSE, subjectId, TENANT } from './subjects.ts';

const OPERATOR = { actor: 'bench', dialect: 'native', source: 'local', requestId: 'bench-seed' };
const AT_ONCE = 64;

/** A tenant that nobody is slowed down in: a bench sends one wrong PIN for everybody. */
export async function seedTenant(core: Core, id = TENANT): Promise<{ call: Call; apiKey: string }> {
  const made = await core.createTenant(OPERATOR, { id, name: 'Bench' });
  const policy = { spraying: null };
  const tenant = await core.configureTenant({ ...OPERATOR, tenant: made }, { policy });
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
