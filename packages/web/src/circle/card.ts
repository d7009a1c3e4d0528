import { loopFocus } from './focus-loop.ts';
import { icon } from './icon.ts';
import type { Images } from './image.ts';
import { make } from './make.ts';
import type { Screen } from './screen.ts';
import type { Wording } from './wording/english.ts';

/** The frame around the screens: what stays while they change. */
export class Card {
  readonly #images: Images;
  readonly #title = make('h1', { id: 'title', tabindex: '-1', dir: 'auto' });
  readonly #progress = make('div', { class: 'progress', 'aria-hidden': 'true' });
  readonly #back = make('button', { type: 'button', class: 'corner', hidden: '' });
  readonly #body = make('fieldset', { class: 'body', role: 'none' });
  readonly #error = make('p', { id: 'error', role: 'alert', dir: 'auto' });
  readonly #main = make('button', { type: 'submit', 'data-testid': 'footer-main-btn' });
  readonly #extra = make('div', { class: 'extra' });
  #screen: Screen | undefined;
  #busy = false;

  constructor(options: {
    readonly root: HTMLElement;
    readonly images: Images;
    readonly words: Wording['page'];
    readonly onClose: () => void;
  }) {
    const { root, images, words, onClose } = options;
    this.#images = images;
    const close = make('button', { type: 'button', class: 'corner', 'aria-label': words.close });
    close.append(images('naviClose', icon('close')));
    close.addEventListener('click', onClose);
    this.#back.setAttribute('aria-label', words.back);
    this.#back.append(images('naviBack', icon('back')));
    this.#back.addEventListener('click', () => this.#screen?.back?.());
    const form = make('form', { novalidate: '' }, this.#body, this.#error, this.#main, this.#extra);
    form.addEventListener('input', this.#reflect);
    form.addEventListener('change', this.#reflect);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
    const dialog = { role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'title' };
    const top = make('div', { class: 'top' }, this.#back, this.#progress, close);
    const card = make('div', { class: 'card', ...dialog }, top, this.#title, form);
    loopFocus(card);
    root.replaceChildren(make('div', { class: 'backdrop' }), card);
  }

  /** Puts a screen into the frame; `done` of `total` steps are behind. */
  show(screen: Screen, done = 0, total = 0): void {
    this.#screen = screen;
    this.#busy = false;
    this.#title.replaceChildren(...screen.title);
    document.title = this.#title.textContent;
    this.#body.replaceChildren(...screen.body);
    this.#extra.replaceChildren(...(screen.extra ?? []));
    this.#error.replaceChildren();
    this.#main.textContent = screen.action ?? '';
    this.#main.hidden = screen.action === undefined;
    this.#back.hidden = screen.back === undefined;
    const steps = Array.from({ length: total }, (_, at) => (at <= done ? 'done' : 'ahead'));
    this.#progress.replaceChildren(...steps.map((state) => make('span', { class: state })));
    this.#reflect();
    this.#takeFocus(screen.first ?? this.#title);
  }

  /** Says what is wrong; read out wherever the focus is. `retry` renames the main button. */
  complain(sentence: string, retry?: string): void {
    const text = make('span', {}, sentence);
    this.#error.replaceChildren(this.#images('errorInfo', icon('error')), text);
    if (retry !== undefined) this.#main.textContent = retry;
  }

  async #submit(): Promise<void> {
    const screen = this.#screen;
    if (screen?.submit === undefined || this.#main.disabled) return;
    const focused = document.activeElement;
    this.#busy = true;
    this.#error.replaceChildren();
    this.#main.textContent = screen.action ?? '';
    this.#reflect();
    await screen.submit();
    if (this.#screen !== screen) return;
    this.#busy = false;
    this.#reflect();
    // What was switched off has lost the focus.
    const resumeAt = screen.resumeAt?.() ?? focused;
    if (resumeAt instanceof HTMLElement) resumeAt.focus();
  }

  readonly #reflect = (): void => {
    const complete = this.#screen?.isComplete?.() ?? true;
    this.#main.disabled = this.#busy || !complete;
    this.#main.setAttribute('aria-busy', String(this.#busy));
    this.#back.disabled = this.#busy;
    // Nothing is typed into a screen that is about to go, neither by hand nor by a script.
    this.#body.disabled = this.#busy;
  };

  /** Nothing can be focused while the app keeps the frame hidden; frames are drawn after that. */
  #takeFocus(element: HTMLElement): void {
    element.focus();
    if (document.activeElement !== element) requestAnimationFrame(() => element.focus());
  }
}
