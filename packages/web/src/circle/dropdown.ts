import { icon } from './icon.ts';
import { Listbox, type ListboxOptions } from './listbox.ts';
import { make } from './make.ts';
import { makeTypeahead, type Typeahead } from './typeahead.ts';

const PAGE = 5;

/**
 * A combobox to select from (WAI-ARIA practices, "select-only"): the focus stays on the button and
 * `aria-activedescendant` says which option is meant.
 */
export function makeDropdown(options: ListboxOptions & { readonly placeholder: string }): {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
} {
  const { id, labelledBy, placeholder, images, chosen, choose } = options;
  const text = make('span', { dir: 'auto' }, chosen() ?? placeholder);
  const button = make(
    'button',
    {
      ...{ type: 'button', id, role: 'combobox', class: chosen() === undefined ? 'unset' : '' },
      ...{ 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-labelledby': labelledBy },
    },
    text,
    images('dropdownArrow', icon('open')),
  );
  const element = make('div', { 'data-testid': 'question-dropdown', class: 'dropdown' }, button);
  const list = new Listbox(button, {
    ...options,
    choose: (label) => {
      text.textContent = label;
      button.classList.remove('unset');
      choose(label);
      element.dispatchEvent(new Event('change', { bubbles: true }));
    },
  });
  const typeahead = makeTypeahead();
  button.addEventListener('click', () => (list.isOpen ? list.close() : list.open()));
  button.addEventListener('blur', list.close);
  button.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const meant = list.isOpen ? pressOpen(event, list, typeahead) : pressClosed(event, list);
    if (meant || typeLetter(event, list, typeahead)) event.preventDefault();
  });
  return { element, button };
}

/** Keys of a closed list; `Enter` and the space bar press the button as ever. */
function pressClosed({ key }: KeyboardEvent, list: Listbox): boolean {
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key)) return false;
  list.open();
  if (key === 'Home') list.activate(0);
  if (key === 'End') list.activate(list.labels.length - 1);
  return true;
}

function pressOpen(event: KeyboardEvent, list: Listbox, typeahead: Typeahead): boolean {
  const { key, timeStamp } = event;
  const target = {
    ArrowDown: list.active + 1,
    ArrowUp: list.active - 1,
    PageDown: list.active + PAGE,
    PageUp: list.active - PAGE,
    Home: 0,
    End: list.labels.length - 1,
  }[key];
  if (target !== undefined) list.activate(target);
  else if (key === 'Escape') list.close();
  else if (key === 'Enter' || (key === ' ' && !typeahead.isTyping(timeStamp))) list.chooseActive();
  else if (key === 'Tab') return chooseAndGoOn(list);
  else return false;
  return true;
}

function chooseAndGoOn(list: Listbox): false {
  list.chooseActive();
  return false;
}

function typeLetter(event: KeyboardEvent, list: Listbox, typeahead: Typeahead): boolean {
  const { key, timeStamp } = event;
  const opensIt = key === ' ' && !list.isOpen;
  if ([...key].length !== 1 || opensIt) return false;
  if (!list.isOpen) list.open();
  const found = typeahead.find(key, list.labels, list.active, timeStamp);
  if (found >= 0) list.activate(found);
  return true;
}
