/** Puts values into a text: `{name}` and, as the SDK writes it, `{{name}}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{?(\w+)\}\}?/g, (found, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? found) : found,
  );
}
