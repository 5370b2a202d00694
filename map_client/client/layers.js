/** The map's style: our own tiles and the page's own list, nothing else. Pure. */
import palette from '../../spatial/layers/palette.json' with { type: 'json' }
import { bodies, footprints } from './buildings.js'
import { BUILDINGS_FROM, looks, NEAR, NOW, order, outlines, THEN } from './outlines.js'

const { ground, text } = palette
const FONT = ['Omraadekort']
/** What the colours of buildings tell until another theme is chosen. */
export const THEME = 'omdannelse'

/** Layers that a click or the pointer can meet. */
export const TOUCHABLE = ['areas-far', 'areas-near', 'areas-fill', 'then-fill']
/** Layers that show one kind of thing per area and follow the filter. */
export const FILTERED = ['areas-far', 'areas-near', ...NOW, ...THEN, 'names', 'names-close']
/** Layers that ring the areas pointed at and chosen. */
export const RINGS = ['ring-far', 'ring-near']

/**
 * @param {import('./years.js').AreaInYear[]} areas
 * @param {{steps: number[], places: [string, string, number, number][], tiles: string,
 *   buildings: string, lists: string, font: string}} given  the last four: absolute addresses
 * @returns {import('maplibre-gl').StyleSpecification}
 */
export function style(areas, { steps, places, tiles, buildings, lists, font }) {
  const placed = areas.filter((area) => area.point)
  return {
    version: 8,
    'font-faces': { [FONT[0]]: [{ url: font }] },
    sources: {
      tiles: { type: 'vector', tiles: [tiles], minzoom: 4, maxzoom: 15 },
      buildings: { type: 'vector', tiles: [buildings], minzoom: BUILDINGS_FROM, maxzoom: 15 },
      lists: { type: 'vector', tiles: [lists], minzoom: NEAR, maxzoom: 14 },
      list: { type: 'geojson', data: symbolPoints(areas) },
      tops: { type: 'geojson', data: points(placed.map((area) => [top(area.box), named(area)])) },
      places: { type: 'geojson', data: points(places.map(([, name, ...point]) => [point, { name }])) }
    },
    layers: [...base(), ...outlines(placed, footprints(THEME)), ...bodies(THEME), ...labels(), ...symbols(placed, steps)]
  }
}

const named = ({ slug, name, kind }) => ({ slug, name, icon: `s-${kind}`, order: order(kind) })
const top = ([west, , east, north]) => [(west + east) / 2, north]
const tile = (id, type, layer, more) => ({ id, type, source: 'tiles', 'source-layer': layer, ...more })

/** @returns {import('maplibre-gl').GeoJSONSourceSpecification['data'] & object} */
function points(pairs) {
  const features = pairs.map(([coordinates, properties]) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties
  }))
  return { type: 'FeatureCollection', features }
}

/** The areas that have a place, as points with their symbol. */
export const symbolPoints = (areas) =>
  points(areas.filter((area) => area.point).map((area) => [area.point, named(area)]))

function base() {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': ground.sea } },
    tile('land', 'fill', 'land', { paint: { 'fill-color': ground.abroad } }),
    tile('municipalities', 'fill', 'municipalities', { paint: { 'fill-color': ground.land } }),
    tile('borders', 'line', 'municipalities', {
      paint: { 'line-color': ground.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 12, 1.6] }
    })
  ]
}

const halo = { 'text-halo-color': ground.land, 'text-halo-width': 1.8 }

function labels() {
  return [
    {
      id: 'places', type: 'symbol', source: 'places', minzoom: 7.5, maxzoom: 12,
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12 },
      paint: { 'text-color': text.secondary, ...halo }
    },
    {
      // Placed after the symbols, since it comes before them; the offset clears its own.
      id: 'names', type: 'symbol', source: 'list', minzoom: NEAR, maxzoom: BUILDINGS_FROM,
      layout: {
        'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 13, 'text-padding': 1,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 1,
        'text-justify': 'auto'
      },
      paint: { 'text-color': text.ink, ...halo }
    },
    {
      id: 'names-close', type: 'symbol', source: 'tops', minzoom: BUILDINGS_FROM,
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 15, 'text-anchor': 'bottom', 'text-offset': [0, -0.4] },
      paint: { 'text-color': text.ink, ...halo }
    }
  ]
}

/** Icons moved apart as the server worked out, at each whole zoom of `steps`. */
export function iconOffset(areas, steps) {
  const at = (index) => {
    const moved = areas.filter(({ shifts }) => shifts?.[index].some((side) => side !== 0))
    const pairs = moved.flatMap(({ slug, shifts }) => [slug, ['literal', shifts[index]]])
    return pairs.length ? ['match', ['get', 'slug'], ...pairs, ['literal', [0, 0]]] : ['literal', [0, 0]]
  }
  return ['step', ['zoom'], at(0), ...steps.slice(1).flatMap((zoom, index) => [zoom, at(index + 1)])]
}

function symbols(areas, steps) {
  const shown = { 'icon-allow-overlap': true, 'icon-ignore-placement': true }
  // Offsets grow with the icon, so that nothing overlaps at either size.
  const size = ['interpolate', ['linear'], ['zoom'], 5, 0.75, 6.5, 1]
  const far = { ...shown, 'icon-offset': iconOffset(areas, steps), 'icon-size': size }
  const nobody = ['literal', false]
  return [
    tile('areas-far', 'symbol', 'areas', { maxzoom: NEAR, layout: { ...far, ...looks(areas).layout } }),
    tile('ring-far', 'symbol', 'areas', { maxzoom: NEAR, filter: nobody, layout: { ...far, 'icon-image': 's-halo' } }),
    {
      id: 'areas-near', type: 'symbol', source: 'list', minzoom: NEAR, maxzoom: BUILDINGS_FROM,
      // Drawn whatever is near, but not ignored in placement: names keep clear of symbols.
      layout: {
        'icon-allow-overlap': true, 'icon-image': ['get', 'icon'], 'icon-padding': 0,
        'symbol-sort-key': ['get', 'order']
      }
    },
    {
      id: 'ring-near', type: 'symbol', source: 'list', minzoom: NEAR, maxzoom: BUILDINGS_FROM,
      filter: nobody, layout: { ...shown, 'icon-image': 's-halo' }
    }
  ]
}

/**
 * The filter of a layer that shows only the areas listed.
 * @param {string} layer
 * @param {string[]} slugs
 * @returns {import('maplibre-gl').FilterSpecification}
 */
export function only(layer, slugs) {
  const key = THEN.includes(layer) ? 'area' : 'slug'
  /** @type {import('maplibre-gl').ExpressionSpecification} */
  const listed = ['in', ['get', key], ['literal', slugs]]
  /** @type {import('maplibre-gl').ExpressionSpecification} */
  const approximate = ['==', ['get', 'boundary_method'], 'approximate']
  if (layer.endsWith('-line-approximate')) return ['all', listed, approximate]
  if (layer.endsWith('-line')) return ['all', listed, ['!', approximate]]
  return listed
}
