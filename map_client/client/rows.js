/** The rows of the list: what each says of its area in a year, and their order. */
import { one } from './dom.js'
import { words } from './words.js'
import { strip } from './years.js'

/** Put rows in order; untouched if they are, since moving one takes the focus from it. */
export function arrange(root, rows) {
  if (rows.every((row, index) => root.children[index] === row)) return
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  root.append(...rows)
  if (root.contains(focused)) focused.focus({ preventScroll: true })
}

/** What a row says of its area in the year: symbol, words and strip. */
export function write(row, { kind, words: said, cells }, chosen, shorts) {
  if (chosen) row.firstElementChild.setAttribute('aria-current', 'true')
  else row.firstElementChild.removeAttribute('aria-current')
  const told = `${kind} ${said} ${cells}`
  if (row.dataset.told === told) return
  row.dataset.told = told
  one('use', row).setAttribute('href', `#s-${kind}`)
  one('.words', row).textContent = said
  one('.strip', row)?.remove()
  if (cells) row.firstElementChild.append(drawn(strip(cells, shorts)))
}

function drawn(cells) {
  const made = document.createElement('span')
  made.className = 'strip'
  made.setAttribute('role', 'img')
  made.setAttribute('aria-label', cells.map(({ name, state }) => `${name}: ${words.met[state]}`).join('; '))
  made.append(...cells.map(({ letter, state }) => Object.assign(document.createElement('span'), { className: state, textContent: letter })))
  return made
}
