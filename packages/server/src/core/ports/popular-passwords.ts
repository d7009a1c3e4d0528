/** Passwords that many people take, and that leaked with them; guessers try these first. */
export interface PopularPasswords {
  /** Whether the text, in lower case, is one of them. */
  has(lowerCase: string): boolean;
}
