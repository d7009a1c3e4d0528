/**
 * What stands where a test is named: behind `it(`, `describe(` and their like, behind the table of an
 * `each`, and after `title:` in a row of the attack suite.
 */
const NAMED =
  /(?:\b(?:it|test|describe)(?:\.\w+)*\(|[)`]\(|\btitle:)\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g;

/** The titles of all tests of a file, with their escapes taken away; quotes in them are ’ or '. */
export function titlesIn(source) {
  return [...source.matchAll(NAMED)].map(([, single, double, template]) =>
    (single ?? double ?? template).replace(/\\(['"`\\])/g, '$1').replace(/"/g, "'"),
  );
}
