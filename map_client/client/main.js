/** The page comes usable from the server; this makes it quick, then fetches the live map. */
import { card } from './card.js'
import { legend } from './legend.js'
import { list } from './list.js'
import { sheet } from './sheet.js'
import { all, elsewhere, near, one } from './dom.js'
import { found, fromQuery, toQuery } from './state.js'
import { words } from './words.js'

const boot = one('script[data-map]').dataset
const data = JSON.parse(one('#omraader').textContent)
const kinds = data.kinds.map((kind) => kind.code)
const slugs = data.areas.map((area) => area.slug)

let state = fromQuery(location.search, kinds, slugs)
let live = null
/** What tests and the curious may reach. */
const bk = { set, state: () => state, map: null }

/**
 * Change the state, the page and the address. Choosing an area makes a step to go back by;
 * typing and filtering do not.
 */
async function set(change) {
  const before = state
  state = { ...state, ...change }
  const address = (toQuery(state, kinds) || location.pathname) + location.hash
  const step = state.valgt !== before.valgt ? 'pushState' : 'replaceState'
  history[step](null, '', address)
  await show()
  if (state.valgt && state.valgt !== before.valgt) {
    live?.go(state.valgt)
    chosenCard.focus()
  }
}

function close() {
  const from = state.valgt
  set({ valgt: '' })
  areaList.focus(from)
}

const chosenCard = card(one('.card-place'), { close, retry: () => chosenCard.show(state.valgt) })
const areaList = list(one('#panel'), {
  search: (q) => set({ q }),
  choose: (valgt) => set({ valgt }),
  point
})
const showLegend = legend(one('.legend'), (kat) => set({ kat }))
const showSheet = sheet(one('#panel'))

function point(slug) {
  areaList.tint(slug)
  live?.ring(slug)
}

function chooseOnMap(valgt) {
  set({ valgt })
  areaList.reveal(valgt)
}

/** Bring everything on the page into line with the state. */
async function show() {
  const matching = found(data.areas, state.q)
  const shown = matching.filter((area) => state.kat.includes(area.kind)).map((area) => area.slug)
  areaList.show(state, new Set(shown))
  showLegend(state, matching)
  showDrawing(new Set(shown))
  live?.show(shown, state.valgt)
  document.body.classList.toggle('has-card', Boolean(state.valgt))
  showSheet(Boolean(state.valgt))
  await chosenCard.show(state.valgt)
  const name = data.areas.find((area) => area.slug === state.valgt)?.name
  document.title = name ? `${name} · ${words.title}` : words.title
}

/** The server's drawing stays in use until, or instead of, the live map. */
function showDrawing(shown) {
  for (const link of all('.overview a')) {
    link.toggleAttribute('hidden', !shown.has(link.dataset.slug))
    link.classList.toggle('chosen', link.dataset.slug === state.valgt)
  }
}

document.addEventListener('click', (event) => {
  const slug = near(event, '[data-slug] > a, .overview a')?.closest('[data-slug]').getAttribute('data-slug')
  if (!slug || elsewhere(event)) return
  event.preventDefault()
  set({ valgt: slug })
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.valgt) close()
})
addEventListener('popstate', () => {
  const before = state.valgt
  state = fromQuery(location.search, kinds, slugs)
  show()
  if (state.valgt !== before && state.valgt) live?.go(state.valgt)
})

async function fetchMap() {
  try {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: boot.css })
    document.head.append(link)
    const { start } = await import(boot.map)
    const on = { choose: chooseOnMap, point }
    live = await start({ container: one('#live'), boot, data, valgt: state.valgt, on })
    one('.overview').remove()
    bk.map = live.map
    show()
  } catch {
    one('#live').remove()
    one('.map-note').textContent = words.noMap
    one('.map-note').hidden = false
    document.body.dataset.map = 'none'
  }
}

Object.assign(window, { bk })
document.documentElement.classList.add('js')
show()
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 200))
whenIdle(fetchMap, { timeout: 1500 })
