import { useEffect } from 'preact/hooks';
import { places } from './places.ts';
import { go } from './router.ts';

const TYPED_INTO = 'textarea, input:not([type="checkbox"], [type="radio"], [type="color"])';

/** `/` goes to the search of the page; where it has none, to the search for people. */
export function useSearchKey(tenant: string | null): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>('[data-search]');
      if (field !== null) field.focus();
      else if (tenant !== null) go(`${places.subjects(tenant)}?focus=search`);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [tenant]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(TYPED_INTO);
}
