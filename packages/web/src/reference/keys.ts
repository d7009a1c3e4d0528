/** The headers that show who calls, from the fields of the page that this call needs. */
export function readKeys(page: ParentNode, { dataset }: HTMLFormElement): Record<string, string> {
  const wanted = (dataset['proofs'] ?? '').split(' ').filter((name) => name !== '');
  const headers = wanted.flatMap((name) => {
    const field = page.querySelector<HTMLInputElement>(`[data-proof="${CSS.escape(name)}"]`);
    const value = field?.value.trim() ?? '';
    if (field === null || value === '') return [];
    return [[field.dataset['header'] ?? '', told(field.dataset['kind'] ?? '', value)] as const];
  });
  return Object.fromEntries(headers);
}

function told(kind: string, value: string): string {
  switch (kind) {
    case 'bearer':
      return `Bearer ${value.replace(/^Bearer +/i, '')}`;
    case 'basic':
      return `Basic ${btoa(unescapeUtf8(value))}`;
    default:
      return value;
  }
}

/** Bytes of UTF-8 as the one-byte characters that `btoa` takes. */
function unescapeUtf8(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
