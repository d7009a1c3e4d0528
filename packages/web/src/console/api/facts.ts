import { ApiFault } from './request.ts';

export interface DialectFacts {
  readonly name: string;
  readonly title: string;
  readonly mount: string;
  readonly callers: 'key' | 'token' | 'signature';
  /** Whether a key may keep the id and secret that deployed callers already use. */
  readonly mayBeChosen: boolean;
}

/** What this server can do; about no tenant and no secret. */
export interface Facts {
  readonly dialects: readonly DialectFacts[];
  readonly events: readonly string[];
  readonly languages: readonly string[];
  readonly themeColours: readonly string[];
  readonly previewPages: readonly string[];
  readonly messages: {
    readonly templates: readonly string[];
    readonly withCode: readonly string[];
    readonly placeholders: readonly string[];
    /** Our own words, by language and template. */
    readonly texts: Readonly<
      Record<string, Readonly<Record<string, { readonly subject: string; readonly text: string }>>>
    >;
  };
}

export async function readFacts(signal?: AbortSignal): Promise<Facts> {
  const response = await fetch('/console/facts.json', { ...(signal && { signal }) });
  if (response.ok) return (await response.json()) as Facts;
  const sentence = 'The server does not say what it can do. Reload the page.';
  throw new ApiFault({ status: response.status, code: 'no_facts', sentence, requestId: null });
}
