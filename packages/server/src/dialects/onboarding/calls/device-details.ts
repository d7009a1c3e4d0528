import { Type } from 'typebox';
import { refuse, succeed } from '../answers.ts';
import { defineCall, type Exchange } from '../define-call.ts';
import { bindFirst, rebind, relate } from '../device.ts';
import { deviceOf, missing } from '../fields.ts';
import { requireLevel } from '../levels.ts';

/*
 * Of all that apps tell about their phone only its id is kept: it is what a login is bound to. There
 * is no pushing from here, so the address for it is asked for, as documented, and forgotten.
 */

const DEVICE = { deviceId: Type.String(), fcmId: Type.String() };

/** The first phone of somebody. Never replaces one. */
export const saveDeviceDetails = defineCall({
  paths: [
    '/onboarding/userDevice/saveDeviceDetails/v1',
    '/onboarding/userDevice/v2/saveDeviceDetails',
  ],
  summary: 'Bind the first phone of the person the token speaks for',
  takes: DEVICE,
  run: async (exchange) => {
    const read = await readOwnDevice(exchange, 'otp', 'login');
    if ('refused' in read) return read.refused;
    const { core, call } = exchange;
    const bound = await bindFirst(core, call, read.subject, read.deviceId);
    return bound ? succeed() : refuse('ONB055');
  },
});

/** A new phone in place of the old one: with a code, for the old phone's login opens no other. */
export const updateDeviceDetails = defineCall({
  paths: [
    '/onboarding/userDevice/updateDeviceDetails/v1',
    '/onboarding/userDevice/v2/updateDeviceDetails',
  ],
  summary: 'Bind another phone of the person the token speaks for',
  takes: DEVICE,
  run: async (exchange) => {
    const read = await readOwnDevice(exchange, 'otp');
    if ('refused' in read) return read.refused;
    const { core, call } = exchange;
    if (relate(read.subject, read.deviceId) === 'matches') return refuse('ONB055');
    await rebind(core, call, read.subject, read.deviceId);
    return succeed();
  },
});

async function readOwnDevice(
  { core, call, fields, signIn }: Exchange,
  ...levels: Parameters<typeof requireLevel>[1][]
) {
  const deviceId = deviceOf(fields);
  if (deviceId === undefined) return { refused: refuse('ONB024') };
  const problem = missing(fields, 'fcmId', 'ONB053');
  if (problem !== null) return { refused: refuse(problem) };
  const subject = await core.findSubject(call, { id: requireLevel(signIn, ...levels) });
  return subject === null ? { refused: refuse('ONB004') } : { subject, deviceId };
}
