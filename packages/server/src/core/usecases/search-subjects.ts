import type { Call } from '../model/call.ts';
import { isStorable } from '../model/storable-text.ts';
import {
  IDENTIFIER_TYPES,
  type Identifier,
  normaliseIdentifier,
  type Subject,
} from '../model/subject.ts';
import type { SubjectWalk } from '../ports/inspection-store.ts';
import type { Ports } from '../ports/ports.ts';

/** Where a page ended: in which walk, and after which id or identifier. */
export interface SearchPlace {
  readonly by: SubjectWalk['by'];
  readonly after: string;
}

export interface SearchSubjects {
  /** Beginning of an id or of an identifier, however it is spelt; empty: everybody. */
  readonly search: string;
  readonly from?: SearchPlace;
  readonly limit: number;
}

export interface SubjectHits {
  readonly subjects: readonly Subject[];
  /** `null`: there are no more. */
  readonly next: SearchPlace | null;
}

/** Rows read at a time: of those found by an identifier, many may have come by their id. */
const CHUNK = 50;

const WALKS: readonly SubjectWalk['by'][] = ['id', ...IDENTIFIER_TYPES];

/**
 * Subjects whose id or identifier begins with a text. Whoever has exactly this id or identifier comes
 * first, on the first page and beyond its limit; then those found by id, then by each identifier.
 * Nobody comes twice, unless names change between two pages.
 */
export async function searchSubjects(
  { store }: Pick<Ports, 'store'>,
  call: Call,
  { search, from, limit }: SearchSubjects,
): Promise<SubjectHits> {
  if (!isStorable(search)) return { subjects: [], next: null };
  const tenant = call.tenant.id;
  const subjects = from === undefined ? await exactly({ store }, tenant, search) : [];
  let left = limit;
  for (const by of WALKS.slice(from === undefined ? 0 : WALKS.indexOf(from.by))) {
    const beginning = spelt(by, search);
    // Everybody has an id: without a text, or without what is left of it, nobody else is found.
    if (by !== 'id' && beginning === '') continue;
    let after = from?.by === by ? from.after : beginning;
    for (;;) {
      const chunk = Math.max(left + 1, CHUNK);
      const found = await store.walkSubjects(tenant, { by, beginning, after, limit: chunk });
      for (const { place, subject } of found) {
        if (isFoundBefore(subject, search, { by, after: place })) continue;
        if (left === 0) return { subjects, next: { by, after } };
        subjects.push(subject);
        left -= 1;
        after = place;
      }
      if (found.length < chunk) break;
      after = found.at(-1)?.place ?? after;
    }
  }
  return { subjects, next: null };
}

async function exactly(
  { store }: Pick<Ports, 'store'>,
  tenant: string,
  search: string,
): Promise<Subject[]> {
  const identifiers = IDENTIFIER_TYPES.map((type) => normaliseIdentifier({ type, value: search }));
  const found = await Promise.all([
    store.readSubject(tenant, search),
    ...identifiers.map((each) => store.findSubject(tenant, each)),
  ]);
  const byId = new Map(found.filter((each) => each !== null).map((each) => [each.id, each]));
  return [...byId.values()];
}

/** Whether a subject came already: as an exact match, in an earlier walk, or earlier in this one. */
function isFoundBefore({ id, identifiers }: Subject, search: string, at: SearchPlace): boolean {
  const names = [{ by: 'id' as const, value: id }, ...identifiers.map(nameOf)];
  return names.some(({ by, value }) => {
    const beginning = spelt(by, search);
    if ((by !== 'id' && beginning === '') || !value.startsWith(beginning)) return false;
    if (value === beginning) return true;
    const [walk, current] = [WALKS.indexOf(by), WALKS.indexOf(at.by)];
    // Order is that of bytes in UTF-8, which is that of code points.
    return walk < current || (walk === current && isLess(value, at.after));
  });
}

function nameOf({ type, value }: Identifier) {
  return { by: type, value };
}

function spelt(by: SubjectWalk['by'], search: string): string {
  return by === 'id' ? search : normaliseIdentifier({ type: by, value: search }).value;
}

function isLess(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)];
  const differs = a.findIndex((character, at) => character !== b[at]);
  if (differs === -1) return a.length < b.length;
  const here = b[differs]?.codePointAt(0);
  return here !== undefined && (a[differs]?.codePointAt(0) ?? 0) < here;
}
