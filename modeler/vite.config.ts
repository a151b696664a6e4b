import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lists, choices and requests, as most pages have them. */
const sharedParts =
  /@mantine[\\/](core[\\/]esm[\\/]components[\\/](Table|Tabs|Badge|Anchor|Card|Paper|SimpleGrid|Select|Combobox|Checkbox|Pill\w*|InputBase|TextInput)[\\/]|hooks)|@tanstack|modeler[\\/](parts|i18n|data)[\\/]|modeler[\\/]dossier[\\/](use-\w+|words|organisation-view|due)\./;

/** What nearly every page shows comes together with the frame, not after it. */
const partsWithFrame: Plugin = {
  name: 'parts-with-frame',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) =>
      Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.name === 'parts'
          ? [{ tag: 'link', attrs: { rel: 'modulepreload', href: `/${file.fileName}` }, injectTo: 'head' as const }]
          : [],
      ),
  },
};

/** Built into modeler/dist, which the service serves at `/`. Nothing inlined: the content security policy allows files of ours only. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), partsWithFrame],
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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // a file costs a browser more than the few kilobytes it may not need: one of the frame, one of what nearly every page shows
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 2 },
            { name: 'parts', test: sharedParts, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
});
