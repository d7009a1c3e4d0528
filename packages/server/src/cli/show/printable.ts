/**
 * What a terminal would obey rather than show, or show as something else: controls (C0, C1), what turns
 * the direction of text, and what nobody sees. Names come from people nobody vouches for.
 */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** One line that a terminal shows as it is, with everything else spelt out: `\u001b`. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSAFE, spell);
}

/** JSON, in which the same is spelt out: it means what it meant. */
export function printableJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? 'null';
  return text.replace(UNSAFE, (character) => (character === '\n' ? character : spell(character)));
}

function spell(character: string): string {
  return Array.from({ length: character.length }, (_none, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');
}
