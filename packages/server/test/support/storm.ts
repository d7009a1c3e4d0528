/** How one guess ended, whatever door it went through. */
export type Answer = 'right' | 'wrong' | 'refused';

/** One guess through one door. */
export type Guess = () => Promise<Answer>;

export type Tally = Readonly<Record<Answer, number>>;

/** Fires `count` guesses at once, taking the doors in turn, and counts how they ended. */
export async function storm(doors: readonly Guess[], count: number): Promise<Tally> {
  const guesses = Array.from({ length: count }, (_each, index) => doors[index % doors.length]);
  const answers = await Promise.all(guesses.map((guess) => guess?.() ?? 'refused'));
  const tally = { right: 0, wrong: 0, refused: 0 };
  for (const answer of answers) tally[answer] += 1;
  return tally;
}

/** Guesses that told something about the PIN. */
export function evaluated(tally: Tally): number {
  return tally.right + tally.wrong;
}
