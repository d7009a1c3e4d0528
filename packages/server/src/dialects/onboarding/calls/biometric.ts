import { refuse } from '../answers.ts';
import { defineCall } from '../define-call.ts';

/*
 * Signing in with a device instead of a PIN (mode 2) is not served. Its proof is the device's id,
 * encrypted to a public key that anybody is given (onb 4.6): whoever learns the id, which the app
 * sends along with every login, could sign in for good. Apps take these answers for a phone without
 * a sensor, and ask for the PIN.
 */

export const getPublicKey = defineCall({
  paths: ['/onboarding/user/getPublicKey/v1', '/onboarding/user/v2/getPublicKey'],
  summary: 'Refuse a key for signing in without a PIN',
  run: async () => refuse('ONB015'),
});

export const setDeviceLock = defineCall({
  paths: [
    '/onboarding/user/enableDisableDeviceLock/v1',
    '/onboarding/user/v2/enableDisableDeviceLock',
  ],
  summary: 'Refuse to let a device stand for a PIN',
  run: async () => refuse('ONB023'),
});
