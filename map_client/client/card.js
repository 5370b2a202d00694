/** The card of the chosen area. The server writes it; this puts it in its place. */
import { cardHtml } from './api.js'
import { near, one } from './dom.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} place
 * @param {{close(): void, retry(): void}} on
 * @returns {{show(slug: string, year: number): Promise<void>, focus(): void}}
 */
export function card(place, on) {
  let asked = new AbortController()
  place.addEventListener('click', (event) => {
    if (near(event, '.close')) {
      event.preventDefault()
      on.close()
    } else if (near(event, '.retry')) on.retry()
  })

  async function load(slug, year) {
    asked = new AbortController()
    const { signal } = asked
    // A quick answer should not flash a sentence that nobody can read, and the same area in
    // another year should not flash at all.
    const same = one('.card', place)?.dataset.slug === slug
    const slow = same ? 0 : setTimeout(() => say(place, words.fetching), 300)
    try {
      const html = await cardHtml(slug, year, signal)
      if (!signal.aborted) put(html, same)
    } catch {
      if (signal.aborted) return
      say(place, words.notFetched, words.again)
    } finally {
      clearTimeout(slow)
    }
  }

  /** The same area in another year keeps the place that was read, and the focus. */
  function put(html, same) {
    const before = one('.card', place)
    const at = before?.scrollTop ?? 0
    const focused = same && place.contains(document.activeElement)
    place.innerHTML = html
    if (same) one('.card', place).scrollTop = at
    if (focused) one('h2', place)?.focus({ preventScroll: true })
  }

  return {
    async show(slug, year) {
      const there = one('.card', place)?.dataset
      if (slug && there?.slug === slug && there.year === String(year)) return
      asked.abort()
      if (slug) await load(slug, year)
      else place.replaceChildren()
    },
    focus: () => one('h2', place)?.focus({ preventScroll: true })
  }
}

/** A card with one sentence and perhaps a button. */
function say(place, sentence, action) {
  const box = document.createElement('section')
  box.className = 'card'
  const line = document.createElement('p')
  line.setAttribute('role', 'status')
  line.textContent = sentence
  box.append(line)
  if (action) {
    const button = document.createElement('button')
    button.className = 'retry'
    button.type = 'button'
    button.textContent = action
    box.append(button)
  }
  place.replaceChildren(box)
}
