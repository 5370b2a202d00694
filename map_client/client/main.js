/** The page comes usable from the server; this makes it quick, then fetches the live map. */
import { card } from './card.js'
import { legend } from './legend.js'
import { list } from './list.js'
import { sheet } from './sheet.js'
import { all, elsewhere, near, one } from './dom.js'
import { found, fromQuery, toQuery } from './state.js'
import { themebar } from './themebar.js'
import { timeline } from './timeline.js'
import { words } from './words.js'
import { inYear, ordered } from './years.js'

const boot = one('script[data-map]').dataset
const data = JSON.parse(one('#omraader').textContent)
const kinds = data.kinds.map((kind) => kind.code)
const known = { kinds, slugs: data.areas.map((area) => area.slug), ...data.years }
const municipalities = data.places.map(([code, name]) => ({ code, name }))

let state = fromQuery(location.search, known)
let year = inYear(data, state.aar)
let live = null
let inView = false
/** What tests and the curious may reach. */
const bk = { set, state: () => state, map: null }

/**
 * Change the state, the page and the address. Choosing an area makes a step to go back by;
 * typing, filtering and sliding through the years do not.
 */
async function set(change) {
  const before = state
  state = { ...state, ...change }
  write(state.valgt !== before.valgt ? 'pushState' : 'replaceState')
  await show()
  if (state.valgt && state.valgt !== before.valgt) {
    live?.go(state.valgt)
    chosenCard.focus()
  }
}

/** @param {'pushState' | 'replaceState'} step */
function write(step) {
  const address = toQuery(state, known)
  if (address === location.search) return
  try {
    history[step](null, '', (address || location.pathname) + location.hash)
  } catch {
    // Safari refuses more than a hundred a half minute, which sliding to and fro can ask for.
  }
}

function close() {
  const from = state.valgt
  set({ valgt: '' })
  live?.tilt(false)
  areaList.focus(from)
}

const chosenCard = card(one('.card-place'), { close, retry: () => chosenCard.show(state.valgt, state.aar) })
const areaList = list(
  one('#panel'),
  {
    search: (q) => set({ q }),
    choose: (valgt) => set({ valgt }),
    sort: (sort) => set({ sort }),
    within(within) {
      inView = within
      show()
    },
    point
  },
  { shorts: data.shorts, municipalities }
)
const showLegend = legend(one('.legend'), (kat) => set({ kat }))
const showSheet = sheet(one('#panel'))
const themes = themebar(one('.themes'), { theme: (tema) => set({ tema }), tilt: (up) => live?.tilt(up) })
const showTime = timeline(one('.rail'), data.years, (aar) => set({ aar }))

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
  if (year.number !== state.aar) year = inYear(data, state.aar)
  const matching = found(year.areas, state.q)
  const shown = matching.filter((area) => state.kat.includes(area.kind))
  const slugs = shown.map((area) => area.slug)
  showList(shown)
  showLegend(state, year, matching)
  showTime(year)
  showDrawing(new Set(slugs))
  live?.show(slugs, state.valgt, year)
  live?.theme(state.tema)
  themes.show(Boolean(live && state.valgt), state.tema)
  document.body.classList.toggle('has-card', Boolean(state.valgt))
  showSheet(Boolean(state.valgt))
  await chosenCard.show(state.valgt, state.aar)
  const name = data.areas.find((area) => area.slug === state.valgt)?.name
  document.title = name ? `${name} · ${words.title}` : words.title
}

function showList(shown) {
  const there = inView && live ? shown.filter((area) => live.sees(area.point)) : shown
  const slugs = new Set(there.map((area) => area.slug))
  areaList.show(state, ordered(year.areas, state.sort, kinds), slugs, inView)
}

/** The server's drawing stays in use until, or instead of, the live map. */
function showDrawing(shown) {
  const kind = new Map(year.areas.map((area) => [area.slug, area.kind]))
  for (const link of all('.overview a')) {
    const { slug } = link.dataset
    link.toggleAttribute('hidden', !shown.has(slug))
    link.classList.toggle('chosen', slug === state.valgt)
    one('use', link).setAttribute('href', `#s-${kind.get(slug)}`)
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
  state = fromQuery(location.search, known)
  show()
  if (state.valgt !== before && state.valgt) live?.go(state.valgt)
})

async function fetchMap() {
  try {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: boot.css })
    document.head.append(link)
    const { start } = await import(boot.map)
    const on = { choose: chooseOnMap, point, move: () => inView && show(), upright: themes.upright }
    live = await start({ container: one('#live'), boot, data, valgt: state.valgt, year, on })
    one('.overview').remove()
    areaList.offerWithin()
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
