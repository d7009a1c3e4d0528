import { encryptContent, makeNonce } from '../../../client/src/encrypt/encrypt-content.ts';
import type { PublicKey } from '../../../client/src/wire/problem.ts';

/** What the page brings along for it, see `sealing.ts` of the server. */
interface Sealing {
  readonly aud: string;
  readonly challenge: string;
  readonly now: number;
  readonly key: PublicKey;
}

const SEALED = 'sealed';
const SECRETS = '[data-pin], [data-secret]';

/**
 * Sends what is typed into the secret fields of a form encrypted, for this challenge alone and once:
 * whatever lies between, and logs what passes, sees none of it. Comes after {@link submitOnce}. Without
 * WebCrypto (plain HTTP) the form is sent as it is, where the server takes that.
 */
export function sealForm(form: HTMLFormElement): void {
  const secrets = [...form.querySelectorAll<HTMLInputElement>(SECRETS)];
  const told = form.dataset['seal'];
  if (told === undefined || secrets.length === 0 || !window.isSecureContext) return;
  const { now, key, ...about } = JSON.parse(told) as Sealing;
  // A visitor's clock may be wrong: time is counted from when the page came.
  const madeAt = Date.now();
  unlock(form);
  let sealed = '';
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const iat = now + Math.floor((Date.now() - madeAt) / 1000);
    const pins = Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
    const content = { ...about, op: 'page', iat, jti: makeNonce(), pins };
    // Nothing encrypted is refused, and costs nothing; in the clear it would be out.
    const nothing = () => '';
    void encryptContent(key, content)
      .catch(nothing)
      .then((jwe) => {
        sealed = jwe;
        form.submit();
      });
  });
  form.addEventListener('formdata', ({ formData }) => {
    for (const { name } of secrets) formData.delete(name);
    formData.set(SEALED, sealed);
  });
}

/** Where pages take nothing in the clear, their fields wait for this script. */
function unlock(form: HTMLFormElement): void {
  const fields = form.querySelector<HTMLFieldSetElement>('fieldset[data-locked]');
  if (fields === null) return;
  fields.disabled = false;
  form.querySelector('p[data-locked]')?.remove();
  fields.querySelector<HTMLInputElement>('[autofocus]')?.focus();
}
