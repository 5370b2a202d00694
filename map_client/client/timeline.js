/** The year rail: a slider over the bars, and a button that plays the years. */
import { all, elsewhere, near, one } from './dom.js'
import { words } from './words.js'

const STEP = 700 // milliseconds a year while playing

/**
 * @param {HTMLElement} root - the rail
 * @param {{first: number, last: number, said: string[]}} years
 * @param {(year: number) => void} onYear
 * @returns {(year: import('./years.js').Year) => void}
 */
export function timeline(root, years, onYear) {
  const range = /** @type {HTMLInputElement} */ (one('input[type=range]', root))
  const button = one('.play', root)
  const columns = all('li[data-year]', root)
  const line = one('.rail-said', root)
  let playing = 0
  let shown = Number(range.value)

  range.hidden = button.hidden = false
  hide(one('.rail-years', root))

  function stop() {
    clearInterval(playing)
    playing = 0
    button.setAttribute('aria-pressed', 'false')
    button.textContent = words.play
  }
  function step() {
    if (document.hidden) return
    onYear(shown + 1)
    if (shown >= years.last) stop()
  }
  button.addEventListener('click', () => {
    if (playing) return stop()
    if (shown >= years.last) onYear(years.first)
    playing = setInterval(step, STEP)
    button.setAttribute('aria-pressed', 'true')
    button.textContent = words.pause
  })
  range.addEventListener('input', () => {
    stop()
    onYear(Number(range.value))
  })
  root.addEventListener('click', (event) => {
    const column = near(event, 'li[data-year]')
    if (!column || elsewhere(event)) return
    event.preventDefault()
    stop()
    onYear(Number(column.dataset.year))
    range.focus({ preventScroll: true })
  })

  return (year) => {
    shown = year.number
    range.value = String(shown)
    range.setAttribute('aria-valuetext', year.said)
    for (const column of columns) column.classList.toggle('now', Number(column.dataset.year) === shown)
    say(line, year)
  }
}

/** The slider says all that the bars do; these are then only a large place to click on. */
function hide(bars) {
  bars.setAttribute('aria-hidden', 'true')
  for (const link of all('a', bars)) link.tabIndex = -1
}

/** The line below: the year, its list's own numbers or which list holds, and other lists of it. */
function say(line, { said, holding, own }) {
  one('strong', line).textContent = said
  const rest = one('.quiet', line)
  rest.textContent = own.length ? own[0].counts : holding
  for (const { address, day } of own.slice(1)) {
    rest.append(' ', Object.assign(document.createElement('a'), { href: address, textContent: words.alsoList(day) }))
  }
}
