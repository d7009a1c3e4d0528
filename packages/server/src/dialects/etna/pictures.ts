import type { Core } from '../../core/core.ts';
import { SECURITY_IMAGES, type SecurityImage } from '../../core/model/security-prompt.ts';

/** Two names are misspelt on the wire (etna 4.2); apps store them, so they stay. */
const MISSPELT: Readonly<Partial<Record<SecurityImage, string>>> = {
  balloon: 'baloon',
  cookies: 'coockies',
};

const FILE_NAMES = new Map<string, SecurityImage>(
  SECURITY_IMAGES.map((image) => [`${MISSPELT[image] ?? image}.png`, image] as const),
);

/** The picture a `FileName` stands for; `undefined` for what was never offered. */
export function pictureNamed(fileName: string): SecurityImage | undefined {
  return FILE_NAMES.get(fileName);
}

/** Every picture in the documented order. */
export function listPictures(core: Core) {
  return [...FILE_NAMES].map(([FileName, image]) => ({ FileName, Content: content(core, image) }));
}

/** Base64 of the PNG, without a `data:` prefix. */
export function content(core: Core, image: SecurityImage): string {
  return Buffer.from(core.securityImage(image)).toString('base64');
}
