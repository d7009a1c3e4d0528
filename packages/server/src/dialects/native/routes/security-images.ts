import { SECURITY_IMAGES } from '../../../core/model/security-prompt.ts';
import { securityImages } from '../answer-bodies.ts';
import { ok } from '../answers.ts';
import { object } from '../fields.ts';
import { nativeRoute } from '../native-route.ts';

/**
 * With their content, so that a page which offers or shows them needs nothing from another origin.
 * `default` is among them: it stands for nobody's choice and is not to be offered.
 */
export const listSecurityImages = nativeRoute({
  method: 'GET',
  path: '/security-images',
  group: 'Pictures and phrases',
  summary: 'The pictures people choose from, as PNG of 72 x 72',
  body: object({}),
  answers: { 200: securityImages },
  decode: () => undefined,
  run: (core) => SECURITY_IMAGES.map((name) => ({ name, png: core.securityImage(name) })),
  encode: (images) =>
    ok({
      images: images.map(({ name, png }) => ({ name, png: Buffer.from(png).toString('base64') })),
    }),
});
