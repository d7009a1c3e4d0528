/**
 * What the sources of the packages have nowhere, or only in the files named: what a reviewer would
 * search for first. `layer` as in source-layers.mjs; `only` says why those may, in a comment.
 * docs/reference/asvs.md counts on this list.
 */
export const DANGERS = [
  {
    layer: 'code',
    pattern: /\beval\s*\(|\bnew\s+Function\s*\(/g,
    why: 'runs code that is made of data',
  },
  {
    layer: 'strings',
    pattern: /\bnode:(child_process|vm|cluster)\b/g,
    why: 'starts programs',
    // A process of our own for a vendor's library: by its path, without a shell or arguments.
    only: ['packages/server/src/crypto/keyring-sources/pkcs11/token-wrapper.ts'],
  },
  {
    layer: 'code',
    pattern: /\bnew\s+RegExp\s*\(/g,
    why: 'a pattern that may be made of data',
    only: [
      // Of constants.
      'packages/server/src/core/model/recovery.ts',
      'packages/server/src/crypto/shares/share-text.ts',
      'packages/server/src/http/pad/submit/submit-recovery.ts',
      'packages/web/src/circle/colour.ts',
      // Of the wire's own addresses, escaped.
      'packages/server/src/dialects/etna/versions.ts',
      // Of addresses of the demo server, in its own texts.
      'packages/server/src/cli/seed-demo.ts',
    ],
  },
  {
    layer: 'code',
    pattern:
      /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\s*\.\s*write|dangerouslySetInnerHTML/g,
    why: 'reads text as markup',
  },
  {
    layer: 'code',
    pattern: /\bMath\.random\b/g,
    why: 'can be foretold; ask the random port',
    // How long to wait before another try.
    only: [
      'packages/server/src/storage/engine/postgres/retry.ts',
      'packages/client/src/transport/retry-wait.ts',
    ],
  },
  {
    layer: 'uncommented',
    pattern: /\brejectUnauthorized\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b/g,
    why: 'may take any certificate',
    // A mail server on this machine, where nobody is in between.
    only: ['packages/server/src/messages/smtp-options.ts'],
  },
  {
    layer: 'strings',
    pattern: /\b(aes-(128|192)-\w+|aes-256-(?!gcm)\w+|des-?\w*-(cbc|ecb)|rc4|bf-cbc)\b/gi,
    why: 'a cipher that authenticates nothing, or is too short',
    // What clients of the Mixin wire send, inside a signed request.
    only: ['packages/server/src/crypto/client-message.ts'],
  },
  {
    layer: 'code',
    pattern: /\bRSA_(PKCS1_PADDING|NO_PADDING)\b/g,
    why: 'a padding that can be tried out',
  },
  {
    layer: 'uncommented',
    pattern: /(['"`])(md[245]|ripemd\w*|sha-?1)\1/gi,
    why: 'a hash that is broken',
    only: [
      // The hashes that others bring; made anew at the first success.
      'packages/server/src/crypto/hash-forms/read-stored-hash.ts',
      'packages/server/src/crypto/hash-forms/stored-hash.ts',
      // What authenticator apps know (RFC 6238).
      'packages/server/src/crypto/otpauth-codes.ts',
    ],
  },
  {
    layer: 'code',
    pattern: /\b(localStorage|sessionStorage|indexedDB|document\s*\.\s*cookie)\b/g,
    why: 'keeps something in the browser',
    only: [
      // Which tenant was looked at last: its id, which is in the address too.
      'packages/web/src/console/frame/last-tenant.ts',
      // The name of this browser that the vendor's SDK asks for: random.
      'packages/web/src/circle/device-id.ts',
      // In the app's own origin: which challenge a redirect was for, until it comes back.
      'packages/client/src/pad/finish-pad.ts',
      'packages/client/src/pad/launch-pad.ts',
    ],
  },
];
