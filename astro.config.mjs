import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

// Folders, base path and the computed portal come from the command line: `trilens build`, `trilens dev`.
export default defineConfig({
  output: 'static',
  trailingSlash: 'always',
  integrations: [mdx()],
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  // Colours of code would be inline styles, which the portal's Content-Security-Policy forbids.
  markdown: { syntaxHighlight: false },
  compressHTML: true,
  devToolbar: { enabled: false },
  telemetry: false,
  vite: {
    build: { assetsInlineLimit: 0 },
  },
});
