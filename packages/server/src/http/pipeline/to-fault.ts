import { Fault } from '../../core/fault.ts';

/** Turns whatever was thrown into a fault; the HTTP framework's own refusals become ours. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const { statusCode, code } = error as { readonly statusCode?: number; readonly code?: string };
  if (statusCode === 413) {
    return new Fault(
      'body_too_large',
      'The body is too large. No call here needs more than 64 KiB.',
    );
  }
  if (statusCode === 415) {
    return new Fault('media_type_unsupported', 'Send the body as Content-Type: application/json.');
  }
  if (statusCode !== undefined && statusCode < 500) {
    return new Fault('request_malformed', 'The request is not valid HTTP for this address.', {
      internal: code ?? 'refused by the HTTP framework',
    });
  }
  return new Fault(
    'internal',
    'Something broke on the server. Quote the request id to its operator.',
    {
      internal: error instanceof Error ? (error.stack ?? error.message) : 'a non-error was thrown',
      cause: error,
    },
  );
}
