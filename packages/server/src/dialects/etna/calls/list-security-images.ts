import type { Route } from '../../dialect.ts';
import { succeedBriefly } from '../answers.ts';
import { authenticateViewer } from '../authenticate.ts';
import { picturesShape } from '../etna-shape.ts';
import { listPictures } from '../pictures.ts';

export const listSecurityImages: Route = {
  method: 'GET',
  path: '/assets/security-images',
  summary: 'List the pictures a person can choose from',
  shape: picturesShape,
  authenticate: authenticateViewer,
  handle: async (_request, _call, core) => succeedBriefly(listPictures(core)),
};
