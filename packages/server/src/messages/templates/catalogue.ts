import type { Language } from '../../core/model/pages.ts';
import { AR } from './ar.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { SW } from './sw.ts';
import type { Templates } from './templates.ts';

/** What messages say, by language. */
export const TEMPLATES: Readonly<Record<Language, Templates>> = {
  en: EN,
  es: ES,
  fr: FR,
  sw: SW,
  ar: AR,
};
