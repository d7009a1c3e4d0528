import type { Dialect } from '../dialect.ts';
import { authenticateByToken, showKey } from './authenticate.ts';
import { getPublicKey, setDeviceLock } from './calls/biometric.ts';
import { changePin } from './calls/change-pin.ts';
import { checkRegistration } from './calls/check-registration.ts';
import { saveDeviceDetails, updateDeviceDetails } from './calls/device-details.ts';
import { fetchDetails } from './calls/fetch-details.ts';
import { generateOtp } from './calls/generate-otp.ts';
import { getOtp } from './calls/get-otp.ts';
import { invalidateToken } from './calls/invalidate-token.ts';
import { login } from './calls/login.ts';
import { logout } from './calls/logout.ts';
import { newAppToken, newPartnerToken, newUserToken } from './calls/new-token.ts';
import { renewToken } from './calls/renew-token.ts';
import { resetPin } from './calls/reset-pin.ts';
import { saveCredentials } from './calls/save-credentials.ts';
import { validateBirthDate } from './calls/validate-birth-date.ts';
import { validateDevice } from './calls/validate-device.ts';
import { validateKyc } from './calls/validate-kyc.ts';
import { validateOtp } from './calls/validate-otp.ts';
import { onboardingDemo } from './onboarding-demo.ts';
import { onboardingShape } from './onboarding-shape.ts';
import { renderFault } from './render-fault.ts';
import { MOUNT, ONBOARDING, PIN_LENGTH, settings } from './settings.ts';
import { withTrailingBlank } from './with-trailing-blank.ts';

/**
 * The wire of a wallet product's app, from its first token to a forgotten PIN. Doc comments of this
 * folder name sections of its description as "onb 4.1"; docs/dialects/onboarding.md says what they
 * are.
 */
export const onboardingDialect: Dialect = {
  name: ONBOARDING,
  title: 'Onboarding wallet API',
  mount: MOUNT,
  shape: onboardingShape,
  routes: withTrailingBlank(
    [
      newAppToken,
      newPartnerToken,
      newUserToken,
      renewToken,
      invalidateToken,
      checkRegistration,
      generateOtp,
      getOtp,
      validateOtp,
      saveCredentials,
      login,
      resetPin,
      changePin,
      logout,
      validateDevice,
      saveDeviceDetails,
      updateDeviceDetails,
      fetchDetails,
      validateBirthDate,
      validateKyc,
      getPublicKey,
      setDeviceLock,
    ].flat(),
  ),
  callers: { by: 'token', authenticate: authenticateByToken, showKey, mayBeChosen: true },
  renderFault,
  settings,
  demands: () => ({ minLength: PIN_LENGTH, maxLength: PIN_LENGTH }),
  demo: onboardingDemo,
};
