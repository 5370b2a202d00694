/** What the buildings of the chosen area are coloured by, what each colour means, and flat or upright. */
import { all, one } from './dom.js'
import { STOREY_M } from './buildings.js'
import { looksOf, TEMAER } from './themes.js'
import { words } from './words_of_buildings.js'

/**
 * @param {HTMLElement} place - empty, hidden
 * @param {{theme(tema: string): void, tilt(up: boolean): void}} on
 * @returns {{show(shown: boolean, tema: string): void, upright(up: boolean): void}}
 */
export function themebar(place, on) {
  place.innerHTML = `<fieldset><legend>${words.themes}</legend>${TEMAER.map(choice).join('')}</fieldset>
<button type="button"></button>
<details${innerWidth < 800 ? '' : ' open'}><summary>${words.key}</summary><ul class="key"></ul>
<p class="quiet">${words.heights.schematic} ${words.heights.estimated(STOREY_M)} ${words.heights.unknown}</p></details>`
  const button = one('button', place)
  let up = true
  place.addEventListener('change', (event) => on.theme(/** @type {HTMLInputElement} */ (event.target).value))
  button.addEventListener('click', () => on.tilt(!up))

  function upright(now) {
    up = now
    button.innerHTML = now ? `${words.flatShort}<span class="gone">: ${words.flat}</span>` : `${words.uprightShort}<span class="gone">: ${words.upright}</span>`
  }
  upright(true)

  return {
    show(shown, tema) {
      place.hidden = !shown
      for (const input of /** @type {HTMLInputElement[]} */ (all('input', place))) input.checked = input.value === tema
      if (place.dataset.tema === tema) return
      place.dataset.tema = tema
      one('.key', place).innerHTML = looksOf(tema).map(look).join('')
    },
    upright
  }
}

const choice = (tema) => `<label><input type="radio" name="tema" value="${tema}"><span>${words.theme[tema]}</span></label>`

const look = ({ code, label, colour }) =>
  `<li><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M1 1H11V11H1Z" ${
    code === 'demolished' ? `fill="none" stroke="${colour}" stroke-dasharray="3 2"` : `fill="${colour}" stroke="currentColor" stroke-width="0.6"`
  }/></svg>${label}</li>`
