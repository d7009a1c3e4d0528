import { defineConfig } from 'vite';
import { nodePolyfills } from 'vite-plugin-node-polyfills';

/** The vendor's browser package requires Node's `crypto`, `buffer` and others. */
export default defineConfig({
  plugins: [nodePolyfills()],
  base: '/sample/',
  publicDir: false,
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    // One of the polyfills could call eval. It never does here, and the page's policy forbids it.
    rolldownOptions: { checks: { eval: false } },
  },
});
