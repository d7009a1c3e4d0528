import type { Body } from './admin-client.ts';
import type { Report } from './admin-command.ts';

/** The report of a change, where it may be that somebody else has to approve it first. */
export function changed(body: Body, show: (body: Body) => string): Report {
  if (body['outcome'] !== 'approval_needed') return { json: body, text: show(body) };
  const { id, expiresAt } = body['approval'] as Body;
  const text =
    `Somebody else has to approve this, before ${expiresAt}: pintumbler approval approve ${id}. ` +
    'Until then nothing changes.';
  return { json: body, text };
}
