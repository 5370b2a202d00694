/** On a narrow screen the panel is a sheet over the map; a button makes it taller. */
import { one } from './dom.js'
import { words } from './words.js'

/**
 * @param {HTMLElement} panel
 * @returns {(covered: boolean) => void} tell whether a card lies where the sheet is
 */
export function sheet(panel) {
  const handle = one('.handle', panel)
  const say = (tall) => {
    panel.classList.toggle('tall', tall)
    handle.setAttribute('aria-expanded', String(tall))
    handle.setAttribute('aria-label', tall ? words.moreMap : words.moreList)
  }
  handle.hidden = false
  handle.addEventListener('click', () => say(!panel.classList.contains('tall')))
  return (covered) => {
    if (covered) say(false)
  }
}
