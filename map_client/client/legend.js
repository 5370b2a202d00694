/** The legend: it filters, and it counts what the search has found. */

/**
 * @param {HTMLElement} root - the fieldset
 * @param {(kat: string[]) => void} onChange
 * @returns {(state: import('./state.js').State, found: import('./state.js').Area[]) => void}
 */
export function legend(root, onChange) {
  const boxes = [...root.querySelectorAll('input[name=kat]')]
  root.addEventListener('change', () => {
    onChange(boxes.filter((box) => box.checked).map((box) => box.value))
  })
  return (state, found) => {
    for (const box of boxes) {
      box.checked = state.kat.includes(box.value)
      const count = root.querySelector(`[data-count="${box.value}"]`)
      count.textContent = found.filter((area) => area.kind === box.value).length
    }
  }
}
