/**
 * What check-style.mjs looks for, one rule an entry: a pattern in a layer of the source (see
 * source-layers.mjs). Here is only what biome.json does not enforce already; biome's own rules
 * hold because no file may switch them off.
 */
export const RULES = [
  {
    layer: 'comments',
    pattern: /\bbiome-ignore|@ts-(ignore|nocheck)\b|\beslint-disable|\b(v8|c8|istanbul) ignore\b/g,
    why: 'a suppression; change the code so that the rule holds',
  },
  {
    // A type test states with it that a mistake does not compile.
    layer: 'comments',
    pattern: /@ts-expect-error\b/g,
    where: 'sources',
    why: '@ts-expect-error outside a test; change the code so that it compiles',
  },
  {
    layer: 'code',
    pattern: /\bas\s+unknown\s+as\b/g,
    where: 'sources',
    why: 'a double cast is an any in disguise; narrow instead',
  },
  {
    layer: 'code',
    pattern:
      /\b(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|skipIf|runIf)\b|\b(xit|xdescribe|fit|fdescribe)\s*\(|\b(ctx|context|task)\.skip\(/g,
    where: 'tests',
    why: 'a test that does not always run; make it run or delete it',
  },
  {
    layer: 'code',
    pattern: /\b(skip|only|todo)\s*:\s*true\b/g,
    where: 'tests',
    why: 'a test that does not always run; make it run or delete it',
  },
  {
    layer: 'comments',
    pattern: /\b(TODO|FIXME|XXX)\b/g,
    why: 'a note to do something later; do it, or open an issue',
  },
  {
    layer: 'strings',
    pattern: /(?<![\w.\-/*}:])\/(work|home|root|tmp|Users)\//g,
    why: 'a path of one machine; use a setting, import.meta.url, or os.tmpdir() in a test',
  },
];

/** Folder names that say nothing about what is inside. */
export const EMPTY_NAMES = ['helpers', 'common', 'shared', 'misc', 'utils'];
