/** On a narrow screen the panel is a sheet over the map; a button makes it taller. */

/**
 * @param {HTMLElement} panel
 * @returns {(covered: boolean) => void} tell whether a card lies where the sheet is
 */
export function sheet(panel) {
  const handle = panel.querySelector('.handle')
  const say = (tall) => {
    panel.classList.toggle('tall', tall)
    handle.setAttribute('aria-expanded', String(tall))
    handle.setAttribute('aria-label', tall ? 'Vis mere af kortet' : 'Vis mere af listen')
  }
  handle.hidden = false
  handle.addEventListener('click', () => say(!panel.classList.contains('tall')))
  return (covered) => {
    if (covered) say(false)
  }
}
