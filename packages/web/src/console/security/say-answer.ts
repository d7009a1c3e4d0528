const GOOD: ReadonlySet<string> = new Set([
  'changed',
  'confirmed',
  'removed',
  'done',
  'ok',
  'added',
]);

/** What an answer about one's own sign-in holds against it, in words; `null`: it was done. */
export function sayAnswer(
  answer: { readonly outcome?: string; readonly rule?: string } | null,
): string | null {
  const outcome = answer?.outcome;
  if (outcome === undefined || GOOD.has(outcome)) return null;
  if (outcome === 'wrong') return 'That is not right. Try again.';
  if (outcome === 'locked') return 'Too many tries. Wait some minutes.';
  const rule = answer?.rule === undefined ? '' : ` (${answer.rule.replaceAll('_', ' ')})`;
  return `Refused: ${outcome.replaceAll('_', ' ')}${rule}.`;
}
