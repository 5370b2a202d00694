/** The live map: MapLibre on the page's own tiles, in the place of the server's drawing. */
import { Map, NavigationControl, ScaleControl, setWorkerUrl } from 'maplibre-gl'
import { buildingsIn, listOf, TILES } from './api.js'
import { paint } from './buildings.js'
import { first, fly, forgetBadCamera, lower, MAX_PITCH, narrow, rail, reduced, tilt, upright, ZOOMS } from './camera.js'
import { FILTERED, only, RINGS, style, THEME, TOUCHABLE } from './layers.js'
import { addSymbols } from './symbols.js'
import { through } from './through.js'
import { words } from './words.js'

// In this bundle too, so that MapLibre is built once.
export { sideBySide } from './beside.js'

const TEXTS = {
  'Map.Title': words.map,
  'NavigationControl.ZoomIn': words.zoomIn,
  'NavigationControl.ZoomOut': words.zoomOut,
  'NavigationControl.ResetBearing': words.north,
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km'
}

/**
 * @param {{container: HTMLElement, boot: DOMStringMap, data: object, valgt: string,
 *   year: import('./years.js').Year,
 *   on: {choose(slug: string): void, point(slug: string): void, move(): void, upright(up: boolean): void}}} given
 * @returns {Promise<ReturnType<typeof handles>>} once the map is drawn
 */
export async function start({ container, boot, data, valgt, year, on }) {
  const absolute = (address) => new URL(address, location.href).href
  setWorkerUrl(absolute(boot.worker))
  forgetBadCamera()
  const map = new Map({
    container,
    style: style(year.areas, {
      ...data,
      tiles: location.origin + TILES,
      buildings: location.origin + buildingsIn(year.number),
      lists: location.origin + listOf(year.list?.date ?? ''),
      font: absolute(boot.font)
    }),
    ...first(data.bounds, data.areas.find((area) => area.slug === valgt)?.box),
    ...ZOOMS,
    hash: 'kort',
    maxPitch: MAX_PITCH,
    attributionControl: false,
    locale: TEXTS,
    fadeDuration: reduced() ? 0 : 200
  })
  map.addControl(new NavigationControl({ visualizePitch: true }), 'top-left')
  map.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left')
  follow(map)
  listen(map, on)
  map.once('style.load', () => addSymbols(map))
  await map.once('load')
  return handles(map, data.areas, year, on.upright)
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

/** Buildings by their theme, upright while the map is tilted: hidden bodies cost a phone nothing. */
function bodies(map, onUpright) {
  let theme = THEME
  let up = false
  const show = () => paint(map, theme, up)
  const follow = () => {
    if (up === upright(map)) return
    up = upright(map)
    show()
    onUpright(up)
  }
  map.on('pitch', follow)
  follow()
  onUpright(up)
  return {
    /** @param {string} tema - of themes.js */
    theme(tema) {
      if (tema === theme) return
      theme = tema
      show()
    },
    /** @param {boolean} wanted - buildings upright, or the map flat with north up */
    tilt: (wanted) => tilt(map, wanted),
    upright: () => up
  }
}

function handles(map, areas, year, onUpright) {
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
      if (box) fly(map, box)
    },
    ...bodies(map, onUpright)
  }
}
