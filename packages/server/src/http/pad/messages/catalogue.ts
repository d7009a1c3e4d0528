import type { Language } from '../../../core/model/pages.ts';
import { AR } from './ar.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import type { Messages } from './messages.ts';
import { SW } from './sw.ts';

/** What the hosted pages say, by language. */
export const MESSAGES: Readonly<Record<Language, Messages>> = {
  en: EN,
  es: ES,
  fr: FR,
  sw: SW,
  ar: AR,
};
