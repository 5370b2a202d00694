/** The list of areas and the search above it. */
import { PAGES } from './api.js'
import { statusLine } from './state.js'

/**
 * @param {HTMLElement} root - the panel
 * @param {{search(q: string): void, choose(slug: string): void, point(slug: string): void}} on
 * @returns {{show(state: import('./state.js').State, slugs: Set<string>): void,
 *   tint(slug: string): void, reveal(slug: string): void, focus(slug: string): void}}
 */
export function list(root, on) {
  const rows = new Map([...root.querySelectorAll('li[data-slug]')].map((li) => [li.dataset.slug, li]))
  const input = root.querySelector('input[name=q]')
  const status = root.querySelector('.status')
  const all = Object.assign(document.createElement('a'), { href: `${PAGES}/`, textContent: 'Vis alle' })
  const slugOf = (event) => event.target.closest('li[data-slug]')?.dataset.slug ?? ''

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
    status.dataset.number = number
    status.textContent = statusLine(number)
    if (number === 0) status.append(' ', all)
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
      rows.get(slug)?.firstElementChild.focus()
    }
  }
}
