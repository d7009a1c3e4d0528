import { watchPinInput } from './pad/pin-input.ts';
import { watchRepetition } from './pad/repetition.ts';
import { sealForm } from './pad/seal-form.ts';
import { submitOnce } from './pad/submit-once.ts';
import { tellEmbedder } from './pad/tell-embedder.ts';
import { showUntil } from './pad/until.ts';

// The pages are whole without this script: it only makes what they do more comfortable.
document.querySelectorAll<HTMLInputElement>('input[data-pin]').forEach(watchPinInput);
document.querySelectorAll<HTMLInputElement>('input[data-repeat-of]').forEach(watchRepetition);
document.querySelectorAll<HTMLFormElement>('form[data-pad]').forEach(submitOnce);
document.querySelectorAll<HTMLFormElement>('form[data-seal]').forEach(sealForm);
showUntil(document.querySelectorAll<HTMLElement>('[data-until]'));
tellEmbedder(window, document.getElementById('main'));
