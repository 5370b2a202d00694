/** The page of one area: the two plans lie on each other, and a slider uncovers the newer. */
import { all, one } from './dom.js'

const place = one('.before-after')

/** @param {HTMLElement} box - the two figures, which stand beside each other without this */
function slider(box) {
  const [, newer] = all('figure', box)
  const range = Object.assign(document.createElement('input'), { type: 'range', min: '0', max: '100', value: '50' })
  range.setAttribute('aria-label', box.dataset.label)
  const cut = () => {
    one('img', newer).style.clipPath = `inset(0 0 0 ${100 - Number(range.value)}%)`
    range.setAttribute('aria-valuetext', `${range.value} %`)
  }
  range.addEventListener('input', cut)
  box.append(range)
  box.classList.add('stacked')
  cut()
}

if (place) slider(place)
