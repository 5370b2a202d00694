/** The card of the chosen area. The server writes it; this puts it in its place. */
import { cardHtml } from './api.js'
import { near, one } from './dom.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} place
 * @param {{close(): void, retry(): void}} on
 * @returns {{show(slug: string): Promise<void>, focus(): void}}
 */
export function card(place, on) {
  let asked = new AbortController()
  place.addEventListener('click', (event) => {
    if (near(event, '.close')) {
      event.preventDefault()
      on.close()
    } else if (near(event, '.retry')) on.retry()
  })

  async function load(slug) {
    asked = new AbortController()
    const { signal } = asked
    // A quick answer should not flash a sentence that nobody can read.
    const slow = setTimeout(() => say(place, words.fetching), 300)
    try {
      const html = await cardHtml(slug, signal)
      if (!signal.aborted) place.innerHTML = html
    } catch {
      if (signal.aborted) return
      say(place, words.notFetched, words.again)
    } finally {
      clearTimeout(slow)
    }
  }

  return {
    async show(slug) {
      if (slug && one('.card', place)?.dataset.slug === slug) return
      asked.abort()
      if (slug) await load(slug)
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
