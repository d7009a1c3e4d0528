import type { PageSettings } from '../api/tenants.ts';

/** The properties that a tenant's own stylesheet sets on the real pages. */
const PROPERTIES: Readonly<Record<string, string>> = {
  accent: '--pad-accent',
  onAccent: '--pad-on-accent',
  paper: '--pad-paper',
  surface: '--pad-surface',
  ink: '--pad-ink',
};

const COLOUR = /^#[0-9a-f]{6}$/i;
const LOGO = /^data:image\/(png|jpeg|webp|svg\+xml);base64,/;

/** Puts a tenant's name, colours and logo onto a page of the pad. */
export function dress(
  document: Document,
  about: { readonly name: string; readonly pages: PageSettings },
): void {
  const { theme, logo } = about.pages;
  // Between two pages a frame has a document with nothing in it.
  const root: HTMLElement | null = document.documentElement;
  if (root === null) return;
  const { style } = root;
  for (const [name, property] of Object.entries(PROPERTIES)) {
    const value = theme[name] ?? '';
    if (COLOUR.test(value)) style.setProperty(property, value);
    else style.removeProperty(property);
  }
  const brand = document.querySelector('.pad-brand');
  const text = brand?.querySelector('span');
  if (text) text.textContent = about.name;
  brand?.querySelector('img')?.remove();
  const mark = brand?.querySelector('svg');
  if (logo === null || !LOGO.test(logo)) {
    if (mark) mark.style.display = '';
    return;
  }
  const image = document.createElement('img');
  image.src = logo;
  image.alt = '';
  if (mark) mark.style.display = 'none';
  brand?.prepend(image);
}
