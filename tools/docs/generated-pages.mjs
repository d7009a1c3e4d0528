/** The reference pages that are written from the code or the lockfile, and what writes each. */
export const GENERATED_PAGES = [
  { page: 'docs/reference/dependencies.md', writer: 'tools/docs/write-dependencies.mjs' },
  { page: 'docs/reference/cli.md', writer: 'tools/docs/write-cli.mjs' },
  { page: 'docs/reference/faults.md', writer: 'tools/docs/write-faults.mjs' },
  { page: 'docs/reference/openapi.json', writer: 'tools/docs/write-openapi.mjs' },
  { page: 'docs/reference/settings.md', writer: 'tools/docs/write-settings.mjs' },
  { page: 'docs/reference/metrics.md', writer: 'tools/docs/write-metrics.mjs' },
];
