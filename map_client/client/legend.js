/** The legend: it filters, and it counts what the search has found. */
import { all, one } from './dom.js'

/**
 * @param {HTMLElement} root - the fieldset
 * @param {(kat: string[]) => void} onChange
 * @returns {(state: import('./state.js').State, found: import('./state.js').Area[]) => void}
 */
export function legend(root, onChange) {
  const boxes = /** @type {HTMLInputElement[]} */ (all('input[name=kat]', root))
  root.addEventListener('change', () => {
    onChange(boxes.filter((box) => box.checked).map((box) => box.value))
  })
  return (state, found) => {
    for (const box of boxes) {
      box.checked = state.kat.includes(box.value)
      const count = one(`[data-count="${box.value}"]`, root)
      count.textContent = String(found.filter((area) => area.kind === box.value).length)
    }
  }
}
