/* Subjects: whose PIN it is. Instants are ISO 8601 texts. */

export interface Identifier {
  readonly type: 'msisdn' | 'email' | 'username' | 'account';
  readonly value: string;
}

/** What messages to a person can be written in. */
export type Language = 'en' | 'es' | 'fr' | 'sw' | 'ar';

/** A device or a document: `type` is a word of your own, such as `IMSI` or `passport`. */
export interface Named {
  readonly type: string;
  readonly value: string;
}

export interface NewSubject {
  /** Your own id; one is made when absent. */
  readonly id?: string;
  readonly identifiers?: readonly Identifier[];
  readonly devices?: readonly Named[];
  /** Kept as keyed digests and never shown again. */
  readonly documents?: readonly Named[];
  /** The tenant's own language when absent. */
  readonly language?: Language;
}

/** Lists that are given replace the old ones; what is absent stays. */
export interface SubjectChange {
  readonly identifiers?: readonly Identifier[];
  readonly devices?: readonly Named[];
  readonly documents?: readonly Named[];
  /** `null`: the tenant's own. */
  readonly language?: Language | null;
}

export interface Subject {
  readonly id: string;
  readonly identifiers: readonly Identifier[];
  readonly devices: readonly Named[];
  readonly documents: readonly Pick<Named, 'type'>[];
  readonly language: Language | null;
  readonly suspended: boolean;
  readonly createdAt: string;
}
