interface Meaning {
  readonly status: number;
  /** Never empty: newer SDKs show it, and clients look for phrases in it (w3s 10.4). */
  readonly message: string;
}

/** The vendor's error codes that we answer with, and the HTTP status of each (w3s 5). */
export const CODES = {
  [-1]: { status: 400, message: 'Something went wrong on the server.' },
  2: { status: 400, message: 'API parameter invalid' },
  3: { status: 403, message: 'Forbidden' },
  401: { status: 401, message: 'Malformed authorization. Check the API key.' },
  404: { status: 404, message: 'Resource not found' },
  155101: { status: 409, message: 'A user with this id exists already.' },
  155102: { status: 404, message: 'There is no user with this id.' },
  155103: { status: 401, message: 'There is no such userToken.' },
  155104: { status: 403, message: 'The userToken had expired.' },
  155105: { status: 403, message: 'The userToken is invalid.' },
  155106: { status: 409, message: 'The user had already been initialized.' },
  155107: { status: 409, message: 'The PIN is set already. Use PUT to change it.' },
  155108: { status: 409, message: 'The security questions are set already and stay as they are.' },
  155109: { status: 409, message: 'The user is disabled.' },
  155110: { status: 400, message: 'The user has no PIN yet.' },
  155111: { status: 400, message: 'The user has no security questions yet.' },
  155112: { status: 400, message: 'The PIN is incorrect.' },
  155114: { status: 400, message: 'There is no such app id.' },
  155115: { status: 400, message: 'The answers to the security questions are incorrect.' },
  155116: { status: 404, message: 'There is no such challenge.' },
  155118: { status: 400, message: 'The encryption key does not belong to the userToken.' },
  155119: { status: 400, message: 'The PIN is locked until the cooldown ends.' },
  155120: { status: 400, message: 'The security answers are locked until the cooldown ends.' },
  155121: { status: 403, message: 'challenge expired' },
  155122: { status: 403, message: 'The challenge was used or is over.' },
  155704: { status: 400, message: 'This PIN is too easy to guess.' },
  155705: { status: 400, message: 'A hint must not be the answer.' },
  156009: { status: 400, message: 'The id in the address is not a UUID.' },
  156012: { status: 404, message: 'There is nothing at this page cursor.' },
  156014: { status: 400, message: 'The page cursor is not a UUID.' },
  156020: { status: 403, message: 'Use a new idempotency key for another request.' },
} as const satisfies Readonly<Record<number, Meaning>>;

export type CircleCode = keyof typeof CODES;
