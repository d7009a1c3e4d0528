import { keepDigits } from './keep-digits.ts';

/** Keeps a PIN field to digits and gives it a button that shows them. */
export function watchPinInput(input: HTMLInputElement): void {
  input.addEventListener('input', () => {
    const digits = keepDigits(input.value);
    if (digits === input.value) return;
    const before = keepDigits(input.value.slice(0, input.selectionStart ?? 0));
    input.value = digits;
    input.setSelectionRange(before.length, before.length);
  });
  // The browser would cut the text to the field's length first, with the spaces in it.
  input.addEventListener('paste', (event) => {
    event.preventDefault();
    const [start, end] = [input.selectionStart ?? 0, input.selectionEnd ?? 0];
    const max =
      input.maxLength < 0 ? undefined : input.maxLength - input.value.length + end - start;
    const digits = keepDigits(event.clipboardData?.getData('text') ?? '', max);
    input.setRangeText(digits, start, end, 'end');
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  addToggle(input);
}

function addToggle(input: HTMLInputElement): void {
  const { show, hide } = input.dataset;
  if (show === undefined || hide === undefined) return;
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.className = 'pad-toggle';
  toggle.id = `${input.id}-toggle`;
  // Which PIN it shows, for those who hear the button away from its field.
  const label = input.labels?.[0];
  if (label) {
    label.id ||= `${input.id}-label`;
    toggle.setAttribute('aria-labelledby', `${toggle.id} ${label.id}`);
  }
  const set = (type: 'password' | 'text'): void => {
    input.type = type;
    toggle.textContent = type === 'text' ? hide : show;
  };
  set('password');
  toggle.addEventListener('click', () => set(input.type === 'text' ? 'password' : 'text'));
  // A browser remembers what it sends from a text field.
  input.form?.addEventListener('submit', () => set('password'));
  input.after(toggle);
}
