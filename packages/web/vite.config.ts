import { defineConfig } from 'vite';
import { drawSecurityImages } from './draw-security-images.ts';

/**
 * What the server's pages load. Each entry comes out under a name with a digest of its content in
 * it, so that a browser may keep it for ever; the server finds the names in the manifest. The
 * theme is one entry and every surface links to it: a surface of its own (the PIN pages, the
 * console, the sample) adds a folder in src/ and its entry here.
 */
export default defineConfig({
  publicDir: false,
  plugins: [drawSecurityImages()],
  build: {
    target: 'es2022',
    manifest: 'manifest.json',
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: [
        ...['src/theme.css', 'src/copy.ts', 'src/inbox.ts', 'src/reference.ts'],
        ...['src/pad.css', 'src/pad.ts'],
        ...['src/console.css', 'src/console/main.tsx'],
        ...['src/circle.css', 'src/circle/pin-page.ts', 'src/circle/device-id.ts'],
      ],
    },
  },
});
