/** The list of areas and the search above it. */
import { PAGES } from './api.js'
import { all, input as inputOf, near, one } from './dom.js'
import { arrange, write } from './rows.js'
import { search } from './search.js'
import { statusLine } from './state.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} root - the panel
 * @param {{search(q: string): void, choose(slug: string): void, point(slug: string): void,
 *   sort(sort: string): void, within(within: boolean): void}} on
 * @param {{shorts: [string, string][], municipalities: {code: string, name: string}[]}} page
 */
export function list(root, on, { shorts, municipalities }) {
  const rows = new Map(all('li[data-slug]', root).map((li) => [li.dataset.slug, li]))
  const showSearch = search(root, on, municipalities)
  const status = one('.status', root)
  const above = controls(root, on)
  const rowsRoot = one('.areas', root)
  point(rowsRoot, on.point)
  const everything = Object.assign(document.createElement('a'), { href: `${PAGES}/`, textContent: words.all })

  /** Only a changed line is written: a screen reader speaks every change. */
  function say(text, none) {
    if (status.dataset.text === text) return
    status.dataset.text = text
    status.textContent = text
    if (none) status.append(' ', everything)
  }

  return {
    /**
     * @param {import('./state.js').State} state
     * @param {import('./years.js').AreaInYear[]} areas - all of them, in order
     * @param {Set<string>} slugs - those shown
     * @param {boolean} inView - whether only those in view are
     */
    show(state, areas, slugs, inView) {
      showSearch(state.q)
      above.show(state.sort)
      for (const area of areas) {
        const row = rows.get(area.slug)
        row.hidden = !slugs.has(area.slug)
        write(row, area, area.slug === state.valgt, shorts)
      }
      one('.strip-key', root).hidden = !areas.some((area) => area.cells)
      arrange(rowsRoot, areas.map((area) => rows.get(area.slug)))
      say(statusLine(slugs.size, inView), !slugs.size && !inView)
    },
    offerWithin: above.offerWithin,
    tint(slug) {
      for (const [each, row] of rows) row.classList.toggle('tinted', each === slug)
    },
    reveal(slug) {
      rows.get(slug)?.scrollIntoView({ block: 'nearest' })
    },
    /** Go back to an area's row; to the search where the filter has hidden it. */
    focus(slug) {
      one(`li[data-slug="${slug}"]:not([hidden]) a`, root)?.focus()
      if (!rowsRoot.contains(document.activeElement)) one('input[name=q]', root).focus()
    }
  }
}

/** Tell which row the pointer or the focus is on. */
function point(rows, onPoint) {
  for (const type of ['mouseover', 'focusin']) {
    rows.addEventListener(type, (event) => onPoint(near(event, 'li[data-slug]')?.dataset.slug ?? ''))
  }
  for (const type of ['mouseleave', 'focusout']) rows.addEventListener(type, () => onPoint(''))
}

/** The order of the list, and whether it holds only what is in view. */
function controls(root, on) {
  const sort = /** @type {HTMLSelectElement} */ (one('select[name=sort]', root))
  const within = one('.within', root)
  const box = inputOf('input', within)
  sort.addEventListener('change', () => on.sort(sort.value))
  within.addEventListener('change', () => on.within(box.checked))
  return {
    show(order) {
      sort.value = order
    },
    /** There is a live map. */
    offerWithin() {
      within.hidden = false
    }
  }
}
