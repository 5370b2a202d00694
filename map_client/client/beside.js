/** Several live maps that follow each other: one scale, and the same metres from each area. */
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import { BUILDINGS, listOf, TILES } from './api.js'
import { FILTERED, only, style } from './layers.js'
import { between, fitting, metresPerPixel, moved, zoomOf } from './metres.js'
import { addSymbols } from './symbols.js'
import { words } from './words.js'

const texts = (name) => ({
  'Map.Title': words.mapOf(name),
  'NavigationControl.ZoomIn': words.zoomIn,
  'NavigationControl.ZoomOut': words.zoomOut,
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km',
  'CooperativeGesturesHandler.WindowsHelpText': words.zoomWithControl,
  'CooperativeGesturesHandler.MacHelpText': words.zoomWithCommand,
  'CooperativeGesturesHandler.MobileHelpText': words.moveWithTwo
})

/**
 * @param {{containers: HTMLElement[], boot: DOMStringMap, areas: object[]}} given - a container
 *   for each area, in the same order
 * @returns {Promise<Map[]>} once all are drawn
 */
export async function sideBySide({ containers, boot, areas }) {
  setWorkerUrl(new URL(boot.worker, location.href).href)
  const sheet = { width: containers[0].clientWidth, height: containers[0].clientHeight }
  const metres = Math.max(...areas.map(({ box }) => fitting(box, sheet)))
  const maps = containers.map((container, index) => drawn(container, areas[index], areas, metres, boot))
  await Promise.all(maps.map((map) => map.once('load')))
  follow(maps, maps.map((map) => centre(map)))
  return maps
}

function drawn(container, area, areas, metres, boot) {
  const [west, south, east, north] = area.box
  const middle = /** @type {[number, number]} */ ([(west + east) / 2, (south + north) / 2])
  const map = new Map({
    container,
    style: style(areas, {
      steps: [5, 6],
      places: [],
      tiles: location.origin + TILES,
      buildings: location.origin + BUILDINGS,
      lists: location.origin + listOf(''), // hidden here, so never asked for
      font: new URL(boot.font, location.href).href
    }),
    center: middle,
    zoom: zoomOf(metres, middle[1]),
    minZoom: 6,
    maxZoom: 18,
    maxPitch: 0,
    dragRotate: false,
    attributionControl: false,
    // The page scrolls past the maps with one finger or the wheel.
    cooperativeGestures: true,
    locale: texts(area.name),
    fadeDuration: 0
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left')
  map.once('style.load', () => {
    addSymbols(map)
    const slugs = areas.map(({ slug }) => slug)
    for (const id of FILTERED) map.setFilter(id, only(id, slugs)) // which are dashed, too
  })
  return map
}

/** @returns {[number, number]} */
const centre = (map) => [map.getCenter().lng, map.getCenter().lat]

/** Whichever map moves, the others go as many metres from where they began. */
function follow(maps, homes) {
  let leader = null
  maps.forEach((map, index) => {
    map.on('move', () => {
      if (leader) return // jumpTo below says "move" too, before it returns
      leader = map
      const way = between(homes[index], centre(map))
      const metres = metresPerPixel(map.getZoom(), map.getCenter().lat)
      maps.forEach((other, at) => {
        if (other === map) return
        const center = moved(homes[at], way)
        other.jumpTo({ center, zoom: zoomOf(metres, center[1]) })
      })
      leader = null
    })
  })
}
