/** Builds map_client/static/client/: fixed names in, Django's storage hashes them. */
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'

const out = '../static/client'
const palette = JSON.parse(await readFile('../../spatial/layers/palette.json', 'utf8'))

/** `@import 'palette.css'`: every colour of the one palette as --group-name. */
const paletteAsCss = {
  name: 'palette',
  setup(build) {
    build.onResolve({ filter: /^palette\.css$/ }, () => ({ path: 'palette', namespace: 'palette' }))
    build.onLoad({ filter: /.*/, namespace: 'palette' }, () => {
      const named = ['ground', 'text', 'state'].flatMap((group) =>
        Object.entries(palette[group]).map(([name, colour]) => `--${group}-${name}:${colour};`)
      )
      return { contents: `:root{${named.join('')}}`, loader: 'css' }
    })
  }
}

const common = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'safari16'],
  legalComments: 'none',
  sourcemap: 'linked',
  outdir: out,
  logLevel: 'warning'
}

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })
await build({
  ...common,
  entryPoints: ['main.js', 'map.js', 'data.js', 'compare.js', 'area.js', 'app.css'],
  external: ['*.woff2'],
  plugins: [paletteAsCss]
})
await build({
  ...common,
  entryPoints: { 'maplibre-worker': 'maplibre-gl/dist/maplibre-gl-worker.mjs' }
})
await build({
  ...common,
  entryPoints: { maplibre: 'maplibre-gl/dist/maplibre-gl.css' },
  loader: { '.svg': 'dataurl' }
})
const fonts = 'node_modules/@fontsource-variable/schibsted-grotesk/files'
await cp(`${fonts}/schibsted-grotesk-latin-wght-normal.woff2`, `${out}/schibsted.woff2`)
await cp('mark.svg', `${out}/mark.svg`)
