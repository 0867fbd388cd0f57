import { fileURLToPath } from 'node:url'
import type { BuildOptions } from 'esbuild'

/** How the page is bundled: into the package when that is built, in memory where there is no build. */
export const pageBundle = {
  entryPoints: { page: fileURLToPath(new URL('../page/main.tsx', import.meta.url)) },
  outdir: '/',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact'
} satisfies BuildOptions
