/** The live map in another year: symbols, outlines and buildings. */
import { buildingsIn, listOf } from './api.js'
import { symbolPoints } from './layers.js'
import { looks, NOW, THEN } from './outlines.js'

/**
 * @param {import('maplibre-gl').Map} map - drawn for `first`, with the outlines of now
 * @param {import('./years.js').Year} first
 */
export function through(map, first) {
  let shown = null
  const asked = { buildings: first.number, lists: first.list?.date }
  const source = (id) => /** @type {any} */ (map.getSource(id))
  function ask(id, of, tiles) {
    if (asked[id] === of) return
    asked[id] = of
    source(id).setTiles([location.origin + tiles])
  }

  function change(year, then) {
    const { layout, line } = looks(year.areas)
    for (const [name, value] of Object.entries(layout)) {
      map.setLayoutProperty('areas-far', /** @type {keyof typeof layout} */ (name), value)
    }
    for (const id of NOW.slice(1)) map.setPaintProperty(id, 'line-color', line)
    source('list').setData(symbolPoints(year.areas))
    ask('buildings', year.number, buildingsIn(year.number))
    if (then) ask('lists', year.list.date, listOf(year.list.date))
    for (const id of THEN) map.setLayoutProperty(id, 'visibility', then ? 'visible' : 'none')
  }

  return {
    /**
     * Show a year.
     * @param {import('./years.js').Year} year
     * @returns {(layer: string, slug: string) => boolean} whether a layer shows an area: those on
     *   an older list have the outline of its day, all others the one of now
     */
    show(year) {
      const then = year.later && Boolean(year.list)
      if (year !== shown) change(year, then)
      shown = year
      const listed = new Set(then ? year.areas.filter((area) => area.category).map((area) => area.slug) : [])
      return (layer, slug) =>
        THEN.includes(layer) ? listed.has(slug) : !(NOW.includes(layer) && listed.has(slug))
    }
  }
}
