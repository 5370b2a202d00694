/** The list of areas and the search above it. */
import { PAGES } from './api.js'
import { all, input as inputOf, near, one } from './dom.js'
import { statusLine } from './state.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} root - the panel
 * @param {{search(q: string): void, choose(slug: string): void, point(slug: string): void}} on
 * @returns {{show(state: import('./state.js').State, slugs: Set<string>): void,
 *   tint(slug: string): void, reveal(slug: string): void, focus(slug: string): void}}
 */
export function list(root, on) {
  const rows = new Map(all('li[data-slug]', root).map((li) => [li.dataset.slug, li]))
  const input = inputOf('input[name=q]', root)
  const status = one('.status', root)
  const everything = Object.assign(document.createElement('a'), { href: `${PAGES}/`, textContent: words.all })
  const slugOf = (event) => near(event, 'li[data-slug]')?.dataset.slug ?? ''

  input.addEventListener('input', () => on.search(input.value))
  root.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    const first = [...rows.values()].find((row) => !row.hidden)
    if (input.value.trim() && first) on.choose(first.dataset.slug)
  })
  const rowsRoot = root.querySelector('.areas')
  for (const type of ['mouseover', 'focusin']) {
    rowsRoot.addEventListener(type, (event) => on.point(slugOf(event)))
  }
  for (const type of ['mouseleave', 'focusout']) rowsRoot.addEventListener(type, () => on.point(''))

  /** Only a changed line is written: a screen reader speaks every change. */
  function say(number) {
    if (status.dataset.number === String(number)) return
    status.dataset.number = String(number)
    status.textContent = statusLine(number)
    if (number === 0) status.append(' ', everything)
  }

  return {
    show(state, slugs) {
      if (input.value.trim() !== state.q.trim()) input.value = state.q
      for (const [slug, row] of rows) {
        row.hidden = !slugs.has(slug)
        if (slug === state.valgt) row.firstElementChild.setAttribute('aria-current', 'true')
        else row.firstElementChild.removeAttribute('aria-current')
      }
      say(slugs.size)
    },
    tint(slug) {
      for (const [each, row] of rows) row.classList.toggle('tinted', each === slug)
    },
    reveal(slug) {
      rows.get(slug)?.scrollIntoView({ block: 'nearest' })
    },
    focus(slug) {
      one('a', rows.get(slug))?.focus()
    }
  }
}
