import { readImageAddress } from './address.ts';
import { make } from './make.ts';
import { recordOf } from './untrusted.ts';

/** The app's images by the SDK's names, each with ours to fall back on. */
export type Images = (name: string, ours: Element) => Element;

export function makeImages(resources: unknown, ourHost: string): Images {
  const addresses = recordOf(resources);
  return (name, ours) => {
    const address = readImageAddress(addresses[name], ourHost);
    if (address === undefined) return ours;
    // The address of a PIN page, with the app's origin in it, is nobody's business.
    const image = make('img', { alt: '', referrerpolicy: 'no-referrer', class: `image ${name}` });
    image.addEventListener('error', () => image.replaceWith(ours));
    image.src = address;
    return image;
  };
}
