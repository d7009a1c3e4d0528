export interface BuiltRequest {
  readonly address: string;
  readonly options: RequestInit;
}

/** The request a form describes; always to the origin of the page. */
export function buildRequest(
  form: HTMLFormElement,
  keys: Readonly<Record<string, string>>,
): BuiltRequest {
  const { method = 'GET', address = '/', mediaType } = form.dataset;
  const headers = new Headers(keys);
  const query = new URLSearchParams();
  let path = address;
  for (const input of form.querySelectorAll<HTMLInputElement>('input[data-in]')) {
    const { name, value } = input;
    if (value === '') continue;
    switch (input.dataset['in']) {
      case 'path':
        path = path.replace(`{${name}}`, encodeURIComponent(value));
        break;
      case 'query':
        query.set(name, value);
        break;
      default:
        headers.set(name, value);
    }
  }
  const body = form.querySelector<HTMLTextAreaElement>('textarea')?.value;
  if (body !== undefined && mediaType !== undefined) headers.set('content-type', mediaType);
  const asked = query.toString();
  return {
    address: `${path}${asked === '' ? '' : `?${asked}`}`,
    options: {
      ...{ method, headers, credentials: 'omit', cache: 'no-store', redirect: 'manual' },
      ...(body !== undefined && { body }),
    },
  };
}
