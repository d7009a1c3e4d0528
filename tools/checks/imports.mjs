import { layersOf, lineAt } from './source-layers.mjs';

// The clause may span lines but holds no quote, semicolon or parenthesis.
const STATIC = /\b(import|export)\s*((?:type\s)?[^'"`;()=]*?\bfrom\s*)?(['"])([^'"\n]+)\3/g;
const DYNAMIC = /\b(?:import|require|getBuiltinModule)\s*\(\s*(['"`])([^'"`\n]+)\1/g;

/**
 * Every module that a source text names: `{ specifier, typeOnly, line }`, from import and
 * export-from statements, `import()` (also in types), `require()` and `getBuiltinModule()`.
 * What stands in comments and strings is not code and is left out.
 */
export function importsOf(source) {
  const { code, uncommented } = layersOf(source);
  const found = [];
  const add = (match, specifier, typeOnly) => {
    // The word itself must be code: a string may well contain an import statement.
    const isCode = code.slice(match.index, match.index + 6) === match[0].slice(0, 6);
    const isProperty = /[.\w$]$/.test(code.slice(0, match.index)) && !match[0].startsWith('get');
    if (isCode && !isProperty)
      found.push({ specifier, typeOnly, line: lineAt(source, match.index) });
  };
  for (const match of uncommented.matchAll(STATIC)) {
    const [, keyword, clause, , specifier] = match;
    if (keyword === 'export' && !clause) continue;
    add(match, specifier, isTypeOnly(clause ?? ''));
  }
  for (const match of uncommented.matchAll(DYNAMIC)) add(match, match[2], false);
  return found.sort((a, b) => a.line - b.line);
}

/** `type ...`, or braces in which every name is marked as a type. */
function isTypeOnly(clause) {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]*)\}\s*from/.exec(clause.trim())?.[1]?.split(',') ?? [];
  const named = names.map((name) => name.trim()).filter(Boolean);
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}
