/** The list of areas and the search above it. */
import { statusLine } from './state.js'

/**
 * @param {HTMLElement} root - the panel
 * @param {{search(q: string): void, choose(slug: string): void, point(slug: string): void}} on
 * @returns {{show(state: import('./state.js').State, slugs: Set<string>): void,
 *   tint(slug: string): void, focus(slug: string): void}}
 */
export function list(root, on) {
  const rows = new Map([...root.querySelectorAll('li[data-slug]')].map((li) => [li.dataset.slug, li]))
  const input = root.querySelector('input[name=q]')
  const status = root.querySelector('.status')
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

  return {
    show(state, slugs) {
      if (input.value.trim() !== state.q.trim()) input.value = state.q
      for (const [slug, row] of rows) {
        row.hidden = !slugs.has(slug)
        if (slug === state.valgt) row.firstElementChild.setAttribute('aria-current', 'true')
        else row.firstElementChild.removeAttribute('aria-current')
      }
      const line = statusLine(slugs.size)
      if (status.textContent !== line) status.textContent = line
    },
    tint(slug) {
      for (const [each, row] of rows) row.classList.toggle('tinted', each === slug)
    },
    focus(slug) {
      const link = rows.get(slug)?.firstElementChild
      link?.focus()
      link?.scrollIntoView({ block: 'nearest' })
    }
  }
}
