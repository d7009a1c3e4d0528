/**
 * Splits JavaScript or TypeScript text into layers of the same length, each with everything else
 * blanked out, so that a pattern can ask about code without tripping over a comment or a string,
 * and still find the right line: `code` (no comments, no contents of strings or patterns),
 * `comments`, `strings` (contents only), `uncommented` (code and strings).
 */
export function layersOf(source) {
  const kinds = kindsOf(source);
  const pick = (wanted) => {
    let text = '';
    for (let at = 0; at < source.length; at += 1) {
      const char = source[at];
      text += char === '\n' || wanted.includes(kinds[at]) ? char : ' ';
    }
    return text;
  };
  return {
    code: pick('c'),
    comments: pick('/'),
    strings: pick('s'),
    uncommented: pick('cs'),
  };
}

/** The number of the line, from 1, on which the character at `index` stands. */
export function lineAt(source, index) {
  return source.slice(0, index).split('\n').length;
}

// A slash divides after a value and opens a pattern after these.
const BEFORE_PATTERN =
  /(^|[(,=:[!&|?{};+\-*%~^<>]|\b(return|typeof|case|in|of|do|else|yield|await))$/;

/** One letter per character: c code, s string content, / comment, r pattern content. */
function kindsOf(source) {
  const kinds = new Array(source.length).fill('c');
  // Open `${` of template texts: how many braces are open inside each.
  const holes = [];
  let at = 0;
  const mark = (end, kind) => {
    const stop = Math.min(end, source.length);
    for (; at < stop; at += 1) kinds[at] = kind;
  };
  const template = () => {
    const end = endOfTemplateText(source, at);
    mark(end, 's');
    if (source[at] === '$') holes.push(0);
    at += source[at] === '$' ? 2 : 1;
  };
  while (at < source.length) {
    const char = source[at];
    const pair = source.slice(at, at + 2);
    if (pair === '//') mark(indexOr(source, '\n', at), '/');
    else if (pair === '/*') mark(indexOr(source, '*/', at + 2) + 2, '/');
    else if (char === "'" || char === '"') {
      at += 1;
      mark(endOfQuoted(source, at, char), 's');
      at += 1;
    } else if (char === '`') {
      at += 1;
      template();
    } else if (char === '/' && BEFORE_PATTERN.test(codeBefore(source, kinds, at))) {
      at += 1;
      mark(endOfPattern(source, at), 'r');
      at += 1;
    } else if (char === '}' && holes.at(-1) === 0) {
      holes.pop();
      at += 1;
      template();
    } else {
      if (holes.length > 0 && char === '{') holes[holes.length - 1] += 1;
      if (holes.length > 0 && char === '}') holes[holes.length - 1] -= 1;
      at += 1;
    }
  }
  return kinds;
}

function indexOr(source, text, from) {
  const index = source.indexOf(text, from);
  return index < 0 ? source.length : index;
}

function codeBefore(source, kinds, at) {
  let from = at - 1;
  while (from >= 0 && (kinds[from] === '/' || /\s/.test(source[from]))) from -= 1;
  return source.slice(Math.max(0, from - 9), from + 1);
}

// A quoted text ends with its line at the latest, which bounds the damage of a wrong guess.
function endOfQuoted(source, from, quote) {
  let at = from;
  while (at < source.length && source[at] !== quote && source[at] !== '\n') {
    at += source[at] === '\\' ? 2 : 1;
  }
  return at;
}

function endOfTemplateText(source, from) {
  let at = from;
  while (at < source.length && source[at] !== '`' && source.slice(at, at + 2) !== '${') {
    at += source[at] === '\\' ? 2 : 1;
  }
  return at;
}

function endOfPattern(source, from) {
  let inClass = false;
  let at = from;
  while (at < source.length && source[at] !== '\n' && (inClass || source[at] !== '/')) {
    if (source[at] === '[') inClass = true;
    if (source[at] === ']') inClass = false;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at;
}
