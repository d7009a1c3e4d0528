const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed without an answer',
  EPIPE: 'connection closed without an answer',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'host cannot be reached',
  ENETUNREACH: 'host cannot be reached',
  EADDRNOTAVAIL: 'host cannot be reached',
  ENOTFOUND: 'host name not found',
  ENODATA: 'host name has no address',
  ETIMEOUT: 'host name lookup timed out',
  ESERVFAIL: 'host name lookup failed',
  EREFUSED: 'host name lookup failed',
};

const TLS_CODE = /^(ERR_(SSL|TLS)_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/;

/**
 * Why a request failed, for the delivery log. Made from the error's code alone: its message may
 * hold what the other side sent.
 */
export function failureWords(code: string): string {
  const words = WORDS[code];
  if (words !== undefined) return words;
  if (TLS_CODE.test(code)) return `no secure connection (${code})`;
  if (code.startsWith('HPE_')) return 'answer is not valid HTTP';
  return `request failed (${code})`;
}
