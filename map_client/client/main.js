/** The page comes usable from the server; this makes it quick, then fetches the live map. */
import { card } from './card.js'
import { legend } from './legend.js'
import { list } from './list.js'
import { sheet } from './sheet.js'
import { found, fromQuery, toQuery } from './state.js'

const $ = (selector) => document.querySelector(selector)
const boot = $('script[data-map]').dataset
const data = JSON.parse($('#omraader').textContent)
const kinds = data.kinds.map((kind) => kind.code)
const slugs = data.areas.map((area) => area.slug)

let state = fromQuery(location.search, kinds, slugs)
let live = null

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

const chosenCard = card($('.card-place'), { close, retry: () => chosenCard.show(state.valgt) })
const areaList = list($('#panel'), {
  search: (q) => set({ q }),
  choose: (valgt) => set({ valgt }),
  point
})
const showLegend = legend($('.legend'), (kat) => set({ kat }))
const showSheet = sheet($('#panel'))

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
  document.title = name ? `${name} · Områdekortet` : 'Områdekortet'
}

/** The server's drawing stays in use until, or instead of, the live map. */
function showDrawing(shown) {
  for (const link of document.querySelectorAll('.overview a')) {
    link.toggleAttribute('hidden', !shown.has(link.dataset.slug))
    link.classList.toggle('chosen', link.dataset.slug === state.valgt)
  }
}

document.addEventListener('click', (event) => {
  const slug = event.target.closest('[data-slug] > a, .overview a')?.closest('[data-slug]').dataset.slug
  if (!slug || event.metaKey || event.ctrlKey || event.shiftKey) return
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
    live = await start({ container: $('#live'), boot, data, valgt: state.valgt, on })
    $('.overview').remove()
    window.bk.map = live.map
    show()
  } catch {
    $('#live').remove()
    $('.map-note').textContent = 'Kortet kunne ikke vises i denne browser; listen virker.'
    $('.map-note').hidden = false
    document.body.dataset.map = 'none'
  }
}

window.bk = { set, state: () => state, map: null }
document.documentElement.classList.add('js')
show()
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 200))
whenIdle(fetchMap, { timeout: 1500 })
