/** The live map: MapLibre on the page's own tiles, in the place of the server's drawing. */
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import { TILES } from './api.js'
import { FILTERED, only, RINGS, style, TOUCHABLE } from './layers.js'
import { addSymbols } from './symbols.js'
import { words } from './words.js'

// In this bundle too, so that MapLibre is built once.
export { sideBySide } from './beside.js'

const TEXTS = {
  'Map.Title': words.map,
  'NavigationControl.ZoomIn': words.zoomIn,
  'NavigationControl.ZoomOut': words.zoomOut,
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km'
}

/**
 * @param {{container: HTMLElement, boot: DOMStringMap, data: object, valgt: string,
 *   on: {choose(slug: string): void, point(slug: string): void}}} given
 * @returns {Promise<{map: Map, show(slugs: string[], valgt: string): void,
 *   ring(slug: string): void, go(slug: string): void}>} once the map is drawn
 */
export async function start({ container, boot, data, valgt, on }) {
  const absolute = (address) => new URL(address, location.href).href
  setWorkerUrl(absolute(boot.worker))
  const map = new Map({
    container,
    hash: 'kort',
    style: style(data.areas, {
      ...data,
      tiles: location.origin + TILES,
      font: absolute(boot.font)
    }),
    ...camera(data, valgt),
    minZoom: 4,
    maxZoom: 18,
    maxPitch: 0,
    dragRotate: false,
    attributionControl: false,
    locale: TEXTS,
    fadeDuration: reduced() ? 0 : 200
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-left')
  map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left')
  follow(map)
  listen(map, on)
  map.once('style.load', () => addSymbols(map))
  await map.once('load')
  return handles(map, data.areas)
}

const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches
const narrow = () => matchMedia('(max-width: 799px)').matches

/**
 * The first view: what the address says (MapLibre reads it), the chosen area, or Denmark.
 * @returns {Partial<import('maplibre-gl').MapOptions>}
 */
function camera(data, valgt) {
  const box = data.areas.find((area) => area.slug === valgt)?.box
  if (box) return { bounds: box, fitBoundsOptions: room() }
  const [west, south, east, north] = data.bounds
  // A narrow screen gains a third by leaving out Bornholm, which has no areas.
  return narrow()
    ? { bounds: [west, south, 12.9, north], fitBoundsOptions: { padding: { bottom: innerHeight * 0.46 } } }
    : { bounds: [west, south, east, north] }
}

/** What the card covers is no room for the area. */
function room() {
  const wide = { top: 60, left: 60, bottom: 60, right: 430 }
  const low = { top: 40, left: 30, right: 30, bottom: innerHeight * 0.5 }
  return { padding: narrow() ? low : wide, maxZoom: 16.5 }
}

/** Say on <body> whether the map stands still: tests and print wait for it. */
function follow(map) {
  for (const [event, word] of [['load', 'load'], ['movestart', 'load'], ['dataloading', 'load'], ['idle', 'idle']]) {
    map.on(event, () => {
      document.body.dataset.map = word
    })
  }
}

function listen(map, on) {
  const slugAt = (point) => {
    const reach = [[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]]
    const layers = TOUCHABLE.filter((id) => map.getLayer(id))
    return map.queryRenderedFeatures(reach, { layers })[0]?.properties.slug ?? ''
  }
  map.on('click', ({ point }) => {
    const slug = slugAt(point)
    if (slug) on.choose(slug)
  })
  map.on('mousemove', ({ point }) => {
    const slug = slugAt(point)
    map.getCanvas().classList.toggle('on-area', Boolean(slug))
    on.point(slug)
  })
  map.on('mouseout', () => on.point(''))
}

function handles(map, areas) {
  let chosen = ''
  let pointed = ''
  const ring = () => {
    for (const id of RINGS) map.setFilter(id, only(id, [chosen, pointed]))
  }
  return {
    map,
    show(slugs, valgt) {
      chosen = valgt
      for (const id of FILTERED) map.setFilter(id, only(id, slugs))
      ring()
    },
    ring(slug) {
      if (slug === pointed) return
      pointed = slug
      ring()
    },
    go(slug) {
      const box = areas.find((area) => area.slug === slug)?.box
      if (box) map.fitBounds(box, { ...room(), duration: reduced() ? 0 : 1200 })
    }
  }
}
