/** The live map: MapLibre on the page's own tiles, in the place of the server's drawing. */
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import { buildingsIn, listOf, TILES } from './api.js'
import { one } from './dom.js'
import { FILTERED, only, RINGS, style, TOUCHABLE } from './layers.js'
import { addSymbols } from './symbols.js'
import { through } from './through.js'
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
 *   year: import('./years.js').Year,
 *   on: {choose(slug: string): void, point(slug: string): void, move(): void}}} given
 * @returns {Promise<ReturnType<typeof handles>>} once the map is drawn
 */
export async function start({ container, boot, data, valgt, year, on }) {
  const absolute = (address) => new URL(address, location.href).href
  setWorkerUrl(absolute(boot.worker))
  const map = new Map({
    container,
    hash: 'kort',
    style: style(year.areas, {
      ...data,
      tiles: location.origin + TILES,
      buildings: location.origin + buildingsIn(year.number),
      lists: location.origin + listOf(year.list?.date ?? ''),
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
  return handles(map, data.areas, year)
}

const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches
/** What the rail of years covers of the map, in pixels: the top of a narrow one, else the bottom. */
function rail() {
  const { offsetTop, offsetHeight } = one('.rail')
  return narrow() ? offsetTop + offsetHeight : one('.map').offsetHeight - offsetTop
}
/** What the sheet or the card, and the credit above it, cover of a narrow one. */
const lower = () => one('.map').offsetHeight - (one('.credit')?.offsetTop ?? innerHeight / 2)
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
  // The rail of years lies over the top there, and over the bottom of a wide one.
  return narrow()
    ? { bounds: [west, south, 12.9, north], fitBoundsOptions: { padding: { top: rail(), bottom: lower() } } }
    : { bounds: [west, south, east, north], fitBoundsOptions: { padding: { bottom: rail() } } }
}

/** What the card covers is no room for the area. */
function room() {
  const wide = { top: 60, left: 60, bottom: rail() + 30, right: 430 }
  const low = { top: rail() + 20, left: 30, right: 30, bottom: lower() + 10 }
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
    const found = map.queryRenderedFeatures(reach, { layers })[0]?.properties
    return found?.slug ?? found?.area ?? ''
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
  map.on('moveend', () => on.move())
}

function handles(map, areas, year) {
  let chosen = ''
  let pointed = ''
  const time = through(map, year)
  const ring = () => {
    for (const id of RINGS) map.setFilter(id, only(id, [chosen, pointed]))
  }
  return {
    map,
    /**
     * @param {string[]} slugs
     * @param {string} valgt
     * @param {import('./years.js').Year} year
     */
    show(slugs, valgt, year) {
      chosen = valgt
      const shown = time.show(year)
      for (const id of FILTERED) map.setFilter(id, only(id, slugs.filter((slug) => shown(id, slug))))
      ring()
    },
    /** Whether a point (degrees, east first) is in view, between what rail and sheet cover. */
    sees(point) {
      if (!point) return false
      const { x, y } = map.project(point)
      const { offsetWidth, offsetHeight } = map.getContainer()
      const [top, bottom] = narrow() ? [rail(), offsetHeight - lower()] : [0, offsetHeight]
      return x >= 0 && x <= offsetWidth && y >= top && y <= bottom
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
