import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Built into modeler/dist, which the service serves at `/`. Nothing inlined: the content security policy allows files of ours only. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // which files a page loads: its test adds them up
    manifest: true,
    assetsInlineLimit: 0,
    // every browser that is still kept up
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
});
