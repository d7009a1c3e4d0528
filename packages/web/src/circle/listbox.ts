import { icon } from './icon.ts';
import type { Images } from './image.ts';
import { make } from './make.ts';

export interface ListboxOptions {
  readonly id: string;
  readonly labelledBy: string;
  readonly images: Images;
  readonly chosen: () => string | undefined;
  /** Asked each time it opens. */
  readonly offered: () => readonly string[];
  readonly choose: (label: string) => void;
}

/** The list of a combobox, in the page only while it is open. */
export class Listbox {
  readonly #options: ListboxOptions;
  readonly #combobox: HTMLElement;
  #list: HTMLElement | undefined;
  #labels: readonly string[] = [];
  #active = -1;

  constructor(combobox: HTMLElement, options: ListboxOptions) {
    this.#combobox = combobox;
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#list !== undefined;
  }

  get labels(): readonly string[] {
    return this.#labels;
  }

  get active(): number {
    return this.#active;
  }

  open(): void {
    const { id, labelledBy, chosen, offered } = this.#options;
    this.#labels = offered();
    const items = this.#labels.map((label, at) => this.#makeItem(label, at));
    const attributes = { id: `${id}-list`, role: 'listbox', 'aria-labelledby': labelledBy };
    const list = make('ul', attributes, ...items);
    // A press on an option must not take the focus from the combobox: that closes the list.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list = list;
    this.#combobox.after(list);
    this.#combobox.setAttribute('aria-expanded', 'true');
    this.#combobox.setAttribute('aria-controls', list.id);
    this.activate(this.#labels.indexOf(chosen() ?? ''));
  }

  readonly close = (): void => {
    this.#list?.remove();
    this.#list = undefined;
    this.#combobox.setAttribute('aria-expanded', 'false');
    this.#combobox.removeAttribute('aria-controls');
    this.#combobox.removeAttribute('aria-activedescendant');
  };

  /** Means an option without choosing it; stops at both ends. */
  activate(at: number): void {
    const items = this.#list?.children;
    items?.item(this.#active)?.classList.remove('active');
    this.#active = Math.min(Math.max(at, 0), this.#labels.length - 1);
    const item = items?.item(this.#active);
    if (!item) return;
    item.classList.add('active');
    item.scrollIntoView({ block: 'nearest' });
    this.#combobox.setAttribute('aria-activedescendant', item.id);
  }

  chooseActive(): void {
    this.#take(this.#active);
  }

  #take(at: number): void {
    const label = this.#labels[at];
    this.close();
    if (label !== undefined) this.#options.choose(label);
  }

  #makeItem(label: string, at: number): HTMLElement {
    const { id, chosen, images } = this.#options;
    const mine = label === chosen();
    const text = make('span', { dir: 'auto' }, label);
    const attributes = { id: `${id}-${at}`, role: 'option', 'aria-selected': String(mine) };
    const item = make('li', attributes, text);
    if (mine) item.append(images('selectCheckMark', icon('check')));
    item.addEventListener('click', () => this.#take(at));
    return item;
  }
}
