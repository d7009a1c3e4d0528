import { readKeys } from './reference/keys.ts';
import { buildRequest } from './reference/request.ts';

/*
 * The reference works without scripts; with them, calls can be sent from it. Keys stay in their
 * fields: they are put into no storage, address or page.
 */

for (const form of document.querySelectorAll<HTMLFormElement>('form.try')) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
}
for (const card of document.querySelectorAll<HTMLElement>('.try-keys')) card.hidden = false;

openTarget();
addEventListener('hashchange', openTarget);

/** An address that names a call shows it open. */
function openTarget(): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

async function send(form: HTMLFormElement): Promise<void> {
  const told = form.querySelector('[data-told]');
  const answer = form.querySelector('[data-answer]');
  const button = form.querySelector('button');
  if (told === null || answer === null || button === null) return;
  button.disabled = true;
  told.textContent = 'Sending …';
  const startedAt = performance.now();
  try {
    const { address, options } = buildRequest(form, readKeys(document, form));
    const response = await fetch(address, options);
    const text = await response.text();
    const took = Math.round(performance.now() - startedAt);
    told.textContent = `${response.status} ${response.statusText}, ${took} ms`;
    show(answer, text === '' ? 'No body' : pretty(text));
  } catch (error) {
    told.textContent = 'Nothing came back.';
    show(answer, error instanceof Error ? error.message : String(error));
  } finally {
    button.disabled = false;
  }
}

function show(answer: Element, text: string): void {
  answer.textContent = text;
  answer.parentElement?.removeAttribute('hidden');
}

/** JSON with line breaks; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
