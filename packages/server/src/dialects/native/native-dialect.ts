import type { Dialect } from '../dialect.ts';
import { renderProblem } from '../problem.ts';
import { formatApiKey, identifyByApiKey } from './api-key.ts';
import { nativeDemo } from './native-demo.ts';
import { nativeShape } from './native-shape.ts';
import { openChallenge, readChallenge } from './routes/challenges.ts';
import { changePin } from './routes/change-pin.ts';
import { checkPolicy } from './routes/check-policy.ts';
import { createSubject } from './routes/create-subject.ts';
import { deletePin } from './routes/delete-pin.ts';
import { deleteSubject } from './routes/delete-subject.ts';
import { listDeliveries, replayDelivery, testWebhook } from './routes/deliveries.ts';
import { finishRecovery } from './routes/finish-recovery.ts';
import { choosePrompt, readNamedPrompt, readPrompt } from './routes/prompts.ts';
import { proveRecovery } from './routes/prove-recovery.ts';
import { readQuestions, setQuestions } from './routes/questions.ts';
import { readKeys } from './routes/read-keys.ts';
import { readPinStatus } from './routes/read-pin-status.ts';
import { readPolicy } from './routes/read-policy.ts';
import { readSubject } from './routes/read-subject.ts';
import { resetPin } from './routes/reset-pin.ts';
import { listSecurityImages } from './routes/security-images.ts';
import { setPin } from './routes/set-pin.ts';
import { startRecovery } from './routes/start-recovery.ts';
import { updateSubject } from './routes/update-subject.ts';
import { verifyPin } from './routes/verify-pin.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  readWebhook,
} from './routes/webhooks.ts';
import { renderNotice } from './webhook-events.ts';

/** Our own REST API: dialect number zero, with the same seam and no private door. */
export const nativeDialect: Dialect = {
  name: 'native',
  title: 'Native REST API',
  mount: '/v1',
  shape: nativeShape,
  routes: [
    createSubject,
    readSubject,
    updateSubject,
    deleteSubject,
    setPin,
    readPinStatus,
    deletePin,
    verifyPin,
    changePin,
    resetPin,
    choosePrompt,
    readPrompt,
    readNamedPrompt,
    listSecurityImages,
    setQuestions,
    readQuestions,
    startRecovery,
    proveRecovery,
    finishRecovery,
    openChallenge,
    readChallenge,
    createWebhook,
    listWebhooks,
    readWebhook,
    changeWebhook,
    deleteWebhook,
    testWebhook,
    listDeliveries,
    replayDelivery,
    readPolicy,
    checkPolicy,
    readKeys,
  ],
  callers: {
    by: 'key',
    identify: identifyByApiKey,
    showKey: (id, secret) => ({ apiKey: formatApiKey(id, secret) }),
  },
  renderFault: renderProblem,
  renderNotice,
  demo: nativeDemo,
};
