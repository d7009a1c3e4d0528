/** A field of the form, by its id. */
export function field(id: string): HTMLInputElement {
  return element(id) as HTMLInputElement;
}

export function show(id: string, text: string): void {
  element(id).textContent = text;
}

export function showNotice(text: string | null): void {
  const notice = element('notice');
  notice.hidden = text === null;
  notice.textContent = text;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
