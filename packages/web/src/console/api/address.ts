type Value = string | number | boolean | null | undefined;

/** A path from fixed parts and names that may hold anything. */
export function path(parts: TemplateStringsArray, ...names: readonly string[]): string {
  return parts.map((part, at) => part + encodeURIComponent(names[at] ?? '')).join('');
}

/** A query of what is given: empty texts and absent values are left out. */
export function query(values: Readonly<Record<string, Value>>): string {
  const given = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
