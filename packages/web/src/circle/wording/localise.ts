import { recordOf, textOf } from '../untrusted.ts';
import { ENGLISH, type Screens } from './english.ts';

const PHRASE_MAX = 100;

/** Our texts with the app's in their place wherever it gave one. */
export function localise(ours: Screens, theirs: unknown): Screens {
  const groups = recordOf(theirs);
  const replace = <Group extends Readonly<Record<string, string>>>(
    group: Group,
    given: unknown,
  ): Group => ({ ...group, ...givenTexts(group, recordOf(given)) });
  const screens = {
    common: replace(ours.common, groups['common']),
    initPincode: replace(ours.initPincode, groups['initPincode']),
    confirmInitPincode: replace(ours.confirmInitPincode, groups['confirmInitPincode']),
    enterPincode: replace(ours.enterPincode, groups['enterPincode']),
    newPincode: replace(ours.newPincode, groups['newPincode']),
    confirmNewPincode: replace(ours.confirmNewPincode, groups['confirmNewPincode']),
    recoverPincode: replace(ours.recoverPincode, groups['recoverPincode']),
    securityIntros: replace(ours.securityIntros, groups['securityIntros']),
    securityQuestions: replace(ours.securityQuestions, groups['securityQuestions']),
    securitySummary: replace(ours.securitySummary, groups['securitySummary']),
    securityConfirm: replace(ours.securityConfirm, groups['securityConfirm']),
  };
  return { ...screens, securityConfirm: withPhrase(screens, groups['securityConfirm']) };
}

function givenTexts(
  group: Readonly<Record<string, string>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const texts = Object.keys(group).map((field) => [field, textOf(given[field])] as const);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] != null));
}

/** An app that says in its own words what to type, and not which words, means the SDK's default. */
function withPhrase({ securityConfirm }: Screens, given: unknown): Screens['securityConfirm'] {
  const { inputHeadline, inputMatch } = recordOf(given);
  const phrase = textOf(inputMatch);
  // Nobody can be asked to type a page.
  const tooLong = phrase !== undefined && phrase.length > PHRASE_MAX;
  const unsaid = tooLong || (textOf(inputHeadline) !== undefined && phrase === undefined);
  const { inputMatch: standard } = ENGLISH.screens.securityConfirm;
  return unsaid ? { ...securityConfirm, inputMatch: standard } : securityConfirm;
}
