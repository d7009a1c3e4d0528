import type { Html } from '../../pages/html.ts';
import type { Complaint } from '../ceremony/attempt.ts';

/** It was understood, and refused or wrong. */
export function refused(text: string | Html, field: string | null = null): Complaint {
  return { text, field, malformed: false };
}

/** It was no answer at all: nothing was looked at and nothing was charged. */
export function malformed(text: string, field: string | null = null): Complaint {
  return { text, field, malformed: true };
}
