/** The legend: it filters, counts what the search has found, and has the words of the year's list. */
import { all, one } from './dom.js'
import { legendTitle } from './years.js'

/**
 * @param {HTMLElement} root - the fieldset
 * @param {(kat: string[]) => void} onChange
 * @returns {(state: import('./state.js').State, year: import('./years.js').Year,
 *   found: import('./years.js').AreaInYear[]) => void}
 */
export function legend(root, onChange) {
  const boxes = /** @type {HTMLInputElement[]} */ (all('input[name=kat]', root))
  root.addEventListener('change', () => {
    onChange(boxes.filter((box) => box.checked).map((box) => box.value))
  })
  return (state, year, found) => {
    one('legend', root).textContent = legendTitle(year)
    one('.list-note').innerHTML = year.list?.note ?? '' // the server has escaped it
    for (const box of boxes) {
      box.checked = state.kat.includes(box.value)
      const count = one(`[data-count="${box.value}"]`, root)
      count.textContent = String(found.filter((area) => area.kind === box.value).length)
      call(box.closest('label'), one(`[data-label="${box.value}"]`, root), box.value, year)
    }
  }
}

/** A kind by the list's word; one that its law had no word for is not there. */
function call(row, label, kind, { list, areas }) {
  const [text, today] = list?.words[kind] ?? []
  const there = areas.find((area) => area.kind === kind)
  const spoken = kind === 'ingenliste' ? there?.words : text
  row.hidden = !spoken
  if (!spoken) return
  label.textContent = spoken
  if (today) label.append(' ', Object.assign(document.createElement('small'), { textContent: today }))
}
