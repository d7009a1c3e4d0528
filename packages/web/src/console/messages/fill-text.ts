/** Made-up values, so that a template reads as it will arrive. */
export function sampleValues(tenantName: string): Readonly<Record<string, string>> {
  return { code: '482913', tenant: tenantName, minutes: '10', time: '2026-01-31 09:05 UTC' };
}

/** A text with its braces filled; what nobody knows stays as it is. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => values[name] ?? whole);
}
