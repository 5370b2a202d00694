/** The search above the list: municipalities by name, and the keys that lead into the list. */
import { PAGES } from './api.js'
import { all, input as inputOf, near, one } from './dom.js'
import { municipalitiesOf } from './state.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} root - the panel
 * @param {{search(q: string): void, choose(slug: string): void}} on
 * @param {{code: string, name: string}[]} municipalities
 * @returns {(q: string) => void} show what is searched for
 */
export function search(root, on, municipalities) {
  const input = inputOf('input[name=q]', root)
  const places = one('.places', root)
  const rows = one('.areas', root)
  const visible = () => all('li[data-slug]', rows).filter((row) => !row.hidden)

  input.addEventListener('input', () => on.search(input.value))
  root.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (!input.value.trim()) return
    const [first] = visible()
    if (first) on.choose(first.dataset.slug)
    else one('a', places)?.click()
  })
  root.addEventListener('keydown', (event) => {
    const searching = event.target === input
    if (event.key === 'Escape' && searching && input.value) {
      event.stopPropagation()
      event.preventDefault()
      on.search('')
    } else walk(event, searching)
  })

  /** Arrows go from the search into the list, along it, and back. */
  function walk(event, searching) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || !(searching || rows.contains(event.target))) return
    event.preventDefault()
    const there = visible()
    const to = (searching ? -1 : there.indexOf(near(event, 'li[data-slug]'))) + step
    const target = to < 0 ? input : one('a', there[to] ?? there.at(-1))
    target?.focus()
  }

  return (q) => {
    if (input.value.trim() !== q.trim()) input.value = q
    const found = municipalitiesOf(municipalities, q)
    places.hidden = !found.length
    places.replaceChildren(...found.map(link))
  }
}

function link({ code, name }) {
  const item = document.createElement('li')
  const text = words.goTo(words.municipality(name))
  item.append(Object.assign(document.createElement('a'), { href: `${PAGES}/kommuner/${code}/`, textContent: text }))
  return item
}
