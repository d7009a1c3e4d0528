/**
 * What every answer says about itself: it is what its type says, and nothing a browser shows in a frame
 * or runs, should somebody be led to its address. Pages replace the policy by one of their own.
 */
export const ANSWER_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;
