import { LANGUAGES, type Language } from '../../core/model/pages.ts';

/** The language somebody chose on a page, as it stands in the page's address. */
export function chosenLanguage(query: unknown): Language | undefined {
  const { lang } = query as { readonly lang?: unknown };
  return LANGUAGES.find((each) => each === lang);
}

interface Wish {
  readonly tag: string;
  readonly weight: number;
}

/**
 * The language of ours that a browser likes best (RFC 9110, section 12.5.4): the highest weight
 * first, a weight of 0 means never, a region does not matter. `fallback` stands for `*` and for
 * everybody who asks for none of ours.
 */
export function acceptedLanguage(header: string | undefined, fallback: Language): Language {
  const wishes = (header ?? '').split(',').map(readWish);
  const refused = new Set(wishes.filter(({ weight }) => weight === 0).map(({ tag }) => tag));
  const liked = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { tag } of liked) {
    if (tag === '*' && !refused.has(fallback)) return fallback;
    const language = LANGUAGES.find((each) => each === tag.split('-')[0]);
    if (language !== undefined) return language;
  }
  return fallback;
}

function readWish(text: string): Wish {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
  const weight = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0;
  return { tag, weight: tag === '' ? 0 : weight };
}
