import { isDigit, readPasted } from './digits.ts';
import { make } from './make.ts';
import { fill } from './wording/fill.ts';
import type { Language } from './wording/languages.ts';

export interface PinEntry {
  readonly element: HTMLElement;
  readonly first: HTMLElement;
  readonly isComplete: () => boolean;
  readonly read: () => string;
  readonly clear: () => void;
}

/** One box a digit. The digits are in the boxes' values and nowhere else until they are read. */
export function makePinEntry(options: {
  readonly length: number;
  readonly language: Language;
  readonly showPin: string;
  readonly hidePin: string;
}): PinEntry {
  const boxes = Array.from({ length: options.length }, (_, at) => makeBox(at, options));
  const row = make('div', { class: 'digits', dir: 'ltr' }, ...boxes);
  const toggle = make('button', { type: 'button', class: 'plain', dir: 'auto' }, options.showPin);
  const show = (visible: boolean): void => {
    toggle.textContent = visible ? options.hidePin : options.showPin;
    for (const box of boxes) box.type = visible ? 'text' : 'password';
  };
  toggle.addEventListener('click', () => show(boxes[0]?.type === 'password'));
  fillBoxes(boxes, row);
  const group = { role: 'group', 'aria-label': options.language.wording.page.pin };
  return {
    element: make('div', { class: 'pin-entry', ...group }, row, toggle),
    first: boxes[0] ?? toggle,
    isComplete: () => boxes.every((box) => isDigit(box.value)),
    read: () => boxes.map((box) => box.value).join(''),
    clear: () => {
      for (const box of boxes) box.value = '';
      show(false);
    },
  };
}

function makeBox(
  at: number,
  { length, language }: { readonly length: number; readonly language: Language },
): HTMLInputElement {
  const place = { n: String(at + 1), total: String(length) };
  return make('input', {
    type: 'password',
    inputmode: 'numeric',
    maxlength: '1',
    autocomplete: 'off',
    'aria-label': fill(language.wording.page.digit, place),
    'aria-describedby': 'error',
  });
}

/** Typing, pasting and moving as if the boxes were one field. */
function fillBoxes(boxes: readonly HTMLInputElement[], row: HTMLElement): void {
  const select = (at: number): void => {
    const box = boxes[Math.min(Math.max(at, 0), boxes.length - 1)];
    box?.focus();
    box?.select();
  };
  const put = (at: number, digits: string): void => {
    [...digits].forEach((digit, offset) => {
      const box = boxes[at + offset];
      if (box !== undefined) box.value = digit;
    });
    select(at + digits.length);
    row.dispatchEvent(new Event('change', { bubbles: true }));
  };
  boxes.forEach((box, at) => {
    box.addEventListener('focus', () => box.select());
    box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // A full box takes no second digit, so it is written here and not left to the browser.
      if (isDigit(event.key)) put(at, event.key);
      else if (!move(event.key, at, boxes, select)) return;
      event.preventDefault();
      row.dispatchEvent(new Event('change', { bubbles: true }));
    });
    // Keyboards on a screen tell no keys, and a password manager types into one box at once.
    box.addEventListener('input', () => {
      const digits = readPasted(box.value, boxes.length - at);
      box.value = '';
      if (digits !== '') put(at, digits);
    });
    box.addEventListener('paste', (event) => {
      event.preventDefault();
      const digits = readPasted(event.clipboardData?.getData('text') ?? '', boxes.length);
      if (digits !== '') put(digits.length > boxes.length - at ? 0 : at, digits);
    });
  });
}

/** Whether the key was one that moves; letters, signs and foreign digits are held back as well. */
function move(
  key: string,
  at: number,
  boxes: readonly HTMLInputElement[],
  select: (at: number) => void,
): boolean {
  const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: boxes.length - 1 }[key];
  if (target !== undefined) {
    select(target);
  } else if (key === 'Backspace') {
    const empty = boxes[at]?.value === '';
    const box = boxes[empty ? at - 1 : at];
    if (box !== undefined) box.value = '';
    select(empty ? at - 1 : at);
  } else {
    // Keys with a name (`Tab`, `Enter`) are the browser's.
    return [...key].length === 1;
  }
  return true;
}
