const SECRETS = '[data-pin], [data-secret], [name="grant"]';

/** Sends a form once, however often it is pressed, until the page is shown again. */
export function submitOnce(form: HTMLFormElement): void {
  const main = form.querySelector<HTMLButtonElement>('button:is([type="submit"], :not([type]))');
  const text = main?.textContent ?? '';
  let sent = false;
  const show = (busy: boolean): void => {
    sent = busy;
    if (main === null || main.disabled === busy) return;
    main.disabled = busy;
    main.textContent = busy ? (main.dataset['busy'] ?? form.dataset['busy'] ?? text) : text;
  };
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    else if (!event.defaultPrevented) {
      sent = true;
      // Afterwards: a button that is disabled while the form is read does not send its own value.
      setTimeout(() => show(sent));
    }
  });
  // Back to a page the browser kept: it may be sent again, but not with the secrets of before.
  addEventListener('pageshow', ({ persisted }) => {
    show(false);
    if (!persisted) return;
    for (const input of form.querySelectorAll<HTMLInputElement>(SECRETS)) input.value = '';
  });
}
