/** The layers of buildings: on the ground, and upright on a map that is tilted. Pure. */
import palette from '../../spatial/layers/palette.json' with { type: 'json' }
import { colourBy } from './themes.js'

const { text, state, zoom } = palette
const BUILDINGS_FROM = zoom.buildings
/** What a floor is taken to measure where the source tells no height, in metres. */
export const STOREY_M = 3

const gone = ['==', ['get', 'state'], 'demolished']
const planned = ['==', ['get', 'state'], 'planned_demolition']
const measured = ['has', 'height_m']
const counted = ['has', 'floors']
/** They stand for nothing real, so they are all drawn alike. */
const schematic = ['==', ['get', 'source'], 'schematic']
const SCHEMATIC_M = 9
const kept = ['all', ['!', gone], ['!', planned]]

/** Each layer, and which buildings it is for whatever the year. */
const OF = {
  buildings: ['!', gone],
  'buildings-hatch': planned,
  'buildings-edge': ['!', gone],
  'buildings-demolished': gone,
  'buildings-3d': ['all', kept, measured],
  'buildings-3d-estimated': ['all', kept, ['!', measured], ['any', counted, schematic]],
  'buildings-3d-planned': ['all', planned, ['any', measured, counted]],
  'buildings-3d-hatch': ['all', planned, ['any', measured, counted]]
}

/** Those that are to be seen when the map is tilted. */
export const UPRIGHT = Object.keys(OF).filter((id) => id.startsWith('buildings-3d'))

const tile = (id, type, more) => ({
  id, type, source: 'buildings', 'source-layer': 'buildings', minzoom: BUILDINGS_FROM, filter: OF[id], ...more
})

/** Footprints. A dark edge, since the lightest colours are faint on the ground. */
export function footprints(tema) {
  const width = ['interpolate', ['linear'], ['zoom'], BUILDINGS_FROM, 0.2, 16, 0.9]
  return [
    tile('buildings', 'fill', { paint: { 'fill-color': colourBy(tema) } }),
    tile('buildings-hatch', 'fill', { paint: { 'fill-pattern': 'hatch' } }),
    tile('buildings-edge', 'line', { paint: { 'line-color': text.ink, 'line-width': width } }),
    tile('buildings-demolished', 'line', {
      paint: { 'line-color': state.demolished, 'line-width': 1.5, 'line-dasharray': [3, 2] }
    })
  ]
}

/** Bodies as high as the source says; fainter where the height is reckoned from the floors. */
export function bodies(tema) {
  const metres = ['to-number', ['get', 'height_m'], 0]
  const storeys = ['*', STOREY_M, ['to-number', ['get', 'floors'], 0]]
  const estimate = ['case', counted, storeys, SCHEMATIC_M]
  const either = ['case', measured, metres, estimate]
  const body = (id, height, more) =>
    tile(id, 'fill-extrusion', {
      layout: { visibility: 'none' },
      paint: { 'fill-extrusion-height': height, 'fill-extrusion-vertical-gradient': true, ...more }
    })
  const colour = { 'fill-extrusion-color': colourBy(tema) }
  return [
    body('buildings-3d', metres, colour),
    body('buildings-3d-estimated', estimate, { ...colour, 'fill-extrusion-opacity': 0.75 }),
    body('buildings-3d-planned', either, colour),
    body('buildings-3d-hatch', either, { 'fill-extrusion-pattern': 'hatch-planned' })
  ]
}

/**
 * Draw the buildings in the colours of a theme, upright or flat. Of those that are planned to be
 * demolished either the hatched bodies stand, where the theme is the state, or the plain ones.
 * @param {import('maplibre-gl').Map} map
 * @param {string} tema
 * @param {boolean} upright
 */
export function paint(map, tema, upright) {
  const colour = colourBy(tema)
  map.setPaintProperty('buildings', 'fill-color', colour)
  const other = tema === 'omdannelse' ? 'buildings-3d-planned' : 'buildings-3d-hatch'
  for (const id of UPRIGHT) {
    map.setLayoutProperty(id, 'visibility', upright && id !== other ? 'visible' : 'none')
    if (id !== 'buildings-3d-hatch') map.setPaintProperty(id, 'fill-extrusion-color', colour)
  }
}
