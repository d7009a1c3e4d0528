import { icon } from './icon.ts';
import { make } from './make.ts';

/** A page that has one thing to say and nothing to enter. */
export function showNotice(root: HTMLElement, title: string, text: string): void {
  document.documentElement.dataset['alone'] = '';
  document.title = title;
  root.replaceChildren(
    make('div', { class: 'card' }, icon('lock'), make('h1', {}, title), make('p', {}, text)),
  );
}
