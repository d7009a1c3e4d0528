import { type Documented, type DocumentIndex, pointerPart } from './document-index.ts';

/** An answer as it leaves the server. */
export interface SentResponse {
  readonly method: string;
  /** The router's pattern; `undefined` where nothing is mounted. */
  readonly pattern: string | undefined;
  readonly address: string;
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/**
 * What an answer has that the document does not say, in one line that names call, status and place
 * but repeats no value; `null`: nothing. Pages and what only the demo server has are not described.
 */
export function checkResponse(index: DocumentIndex, sent: SentResponse): string | null {
  const { method, pattern, status } = sent;
  const documented =
    (pattern === undefined ? undefined : index.find(method, pattern)) ??
    index.refusalsAt(pattern ?? sent.address.replace(/[?#].*$/, ''));
  if (documented === undefined) return null;
  const broken = breach(index, documented, sent);
  return broken === null ? null : `${documented.call} answered ${status}: ${broken}`;
}

function breach(index: DocumentIndex, documented: Documented, sent: SentResponse): string | null {
  const answer = index.answerFor(documented, sent.status);
  if (answer === undefined) return 'the document has no such status';
  const { content } = answer.response;
  if (content === undefined) {
    return sent.text === '' ? null : 'there is a body, and the document has none';
  }
  const mediaType = Object.keys(content).find((each) => sameType(each, sent.mediaType));
  if (mediaType === undefined) return `the document has no ${sent.mediaType || 'empty'} body`;
  const isJson = /[/+]json$/.test(sent.mediaType.split(';')[0]?.trim() ?? '');
  const value: unknown = isJson ? JSON.parse(sent.text) : sent.text;
  const validate = index.validator(`${answer.pointer}/content/${pointerPart(mediaType)}/schema`);
  if (validate(value)) return null;
  const [error] = validate.errors ?? [];
  const extra = error?.params['additionalProperty'] as string | undefined;
  return `${error?.instancePath || 'the body'} ${error?.message}${extra ? ` (${extra})` : ''}`;
}

function sameType(described: string, sent: string): boolean {
  const bare = (type: string) => type.split(';')[0]?.trim().toLowerCase();
  return bare(described) === bare(sent);
}
