/** The page of data: the link to the file also works alone; here it shows how far it has come. */
import { askForFile, progressOf } from './api.js'
import { elsewhere, one } from './dom.js'
import { share, told } from './download.js'

const link = /** @type {HTMLAnchorElement} */ (one('a[data-file]'))
const place = one('.making')
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))

/** Only a changed line is written: a screen reader speaks every change. */
function show(progress) {
  const bar = /** @type {HTMLProgressElement} */ (one('progress', place))
  const line = one('[role=status]', place)
  const full = share(progress)
  if (full === null) bar.removeAttribute('value')
  else bar.value = full
  bar.hidden = progress.state === 'failed'
  const text = told(progress)
  if (line.textContent !== text) line.textContent = text
}

async function fetchFile() {
  place.hidden = false
  show({ state: 'waiting' })
  const at = await askForFile(link.href)
  let progress = at ? { state: 'waiting' } : null
  while (progress && progress.state !== 'ready') {
    await wait(250)
    progress = await progressOf(at)
    show(progress)
    if (progress.state === 'failed') return
  }
  if (!progress) place.hidden = true
  location.assign(link.href)
}

let busy = false
link?.addEventListener('click', async (event) => {
  if (elsewhere(event)) return
  event.preventDefault()
  if (busy) return
  busy = true
  try {
    await fetchFile()
  } catch {
    show({ state: 'failed' })
  }
  busy = false
})
