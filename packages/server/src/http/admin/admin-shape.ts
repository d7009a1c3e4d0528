import { PROBLEMS } from '../../dialects/answer-parts.ts';
import type { WireShape } from '../../dialects/call-shape.ts';

export const adminShape: WireShape = {
  description:
    'For whoever operates the server. It knows no PIN, and sets none but by a hash brought from elsewhere.',
  proofs: {
    adminKey: { type: 'http', scheme: 'bearer', description: 'The admin key of this server' },
  },
  faults: PROBLEMS,
};
