import { W3SSdk } from '@circle-fin/w3s-pw-web-sdk';

/*
 * A wallet's page around the vendor's unmodified SDK. Tests drive it through `window.wallet`; what
 * the SDK says ends up in `window.heard`, in the order in which it was said.
 */
const sdk = new W3SSdk();
const heard = [];

window.heard = heard;
window.wallet = {
  /** The one documented line. */
  point: (serviceUrl) => Object.assign(sdk, { serviceUrl }),
  signIn(appId, userToken, encryptionKey) {
    sdk.setAppSettings({ appId });
    sdk.setAuthentication({ userToken, encryptionKey });
  },
  execute(challengeId) {
    sdk.execute(challengeId, (error, result) => {
      heard.push(error ? { error: { code: error.code, message: error.message } } : { result });
    });
  },
  listenForForgotPin: (close) => sdk.setOnForgotPin(() => heard.push({ forgot: true }), close),
  deviceId: () => sdk.getDeviceId(),
  theme: (colours) => sdk.setThemeColor(colours),
  localise: (texts) => sdk.setLocalizations(texts),
  resources: (urls) => sdk.setResources(urls),
  questions: (questions, count) => sdk.setCustomSecurityQuestions(questions, count),
};
document.body.dataset['ready'] = 'true';
