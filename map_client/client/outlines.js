/** The outlines of areas: those of now, and those of the day of an older list. Pure. */
import palette from '../../spatial/layers/palette.json' with { type: 'json' }

const { ground, text, category, zoom } = palette
/** Below this zoom the tiles hold areas as points, from it as outlines. */
export const NEAR = zoom.outlines
export const BUILDINGS_FROM = zoom.buildings

/** Outlines as they are now, and as they were on the day of the year's list. */
export const NOW = ['areas-fill', 'areas-line', 'areas-line-approximate']
export const THEN = ['then-fill', 'then-line', 'then-line-approximate']

/** Symbols of areas on the year's list lie above the others. */
export const order = (kind) => (['tidligere', 'ingenliste'].includes(kind) ? 0 : 1)

const colours = Object.fromEntries(Object.entries(category).map(([name, { colour }]) => [name, colour]))

/**
 * What of the style changes with the year: the symbols and the colours of outlines, by slug.
 * @param {import('./years.js').AreaInYear[]} areas
 * @returns {{layout: {'icon-image': any, 'symbol-sort-key': any}, line: any}} layout is that of far symbols
 */
export function looks(areas) {
  const matched = (key, pairs, other) => (pairs.length ? ['match', ['get', key], ...pairs.flat(), other] : other)
  const icons = areas.map(({ slug, kind }) => [slug, `s-${kind}`])
  const orders = areas.flatMap(({ slug, kind }) => (order(kind) ? [[slug, 1]] : []))
  const lines = areas.flatMap(({ slug, category }) => (category ? [[slug, colours[category]]] : []))
  return {
    layout: {
      'icon-image': matched('slug', icons, 's-tidligere'),
      'symbol-sort-key': matched('slug', orders, 0)
    },
    line: inkClose(matched('slug', lines, colours['']))
  }
}

/** From where buildings have colours of their own, an outline turns to ink. */
const inkClose = (colour) => ['step', ['zoom'], colour, BUILDINGS_FROM, text.ink]

/** The colour of an area by its designation on a list. */
function categoryColour() {
  const pairs = Object.entries(colours).flatMap(([name, colour]) => (name ? [name, colour] : []))
  return inkClose(['match', ['get', 'category'], ...pairs, colours['']])
}

/**
 * @param {import('./years.js').AreaInYear[]} areas
 * @param {object[]} between - layers that lie on the areas' ground and below their outlines
 * @returns {import('maplibre-gl').LayerSpecification[]}
 */
export function outlines(areas, between) {
  return [
    fillOf('areas', 'tiles', 'areas'),
    fillOf('then', 'lists', 'designations'),
    ...between,
    ...linesOf('areas', 'tiles', 'areas', looks(areas).line),
    ...linesOf('then', 'lists', 'designations', categoryColour())
  ]
}

/** Hidden until it is known what year is shown: a hidden layer asks for no tiles. */
const fillOf = (name, source, layer) => ({
  id: `${name}-fill`, type: 'fill', source, 'source-layer': layer, minzoom: NEAR,
  layout: { visibility: name === 'then' ? 'none' : 'visible' },
  paint: { 'fill-color': ground.paper, 'fill-opacity': 0.75 }
})

function linesOf(name, source, layer, colour) {
  const width = ['interpolate', ['linear'], ['zoom'], NEAR, 1, 14, 2.5]
  // Faint while an outline is no larger than the symbol on it.
  const faint = ['interpolate', ['linear'], ['zoom'], NEAR, 0.25, 11, 1]
  const paint = { 'line-color': colour, 'line-width': width, 'line-opacity': faint }
  const shared = {
    type: 'line', source, 'source-layer': layer, minzoom: NEAR,
    layout: { visibility: name === 'then' ? 'none' : 'visible' }
  }
  return [
    { ...shared, id: `${name}-line`, paint },
    { ...shared, id: `${name}-line-approximate`, paint: { ...paint, 'line-dasharray': [3, 2] } }
  ]
}
