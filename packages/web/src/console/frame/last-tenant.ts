const KEY = 'pintumbler-console-tenant';

/** The tenant that was looked at last, so that the next visit begins there. */
export function lastTenant(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberTenant(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // Without storage every visit begins with the first tenant.
  }
}
