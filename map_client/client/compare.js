/** The page of comparison is whole without this, which adds live maps that follow each other. */
import { all, one } from './dom.js'

const { dataset: boot } = one('script[data-map]')
const areas = JSON.parse(one('#sammenlign').textContent)
const place = one('.live')

async function fetchMaps() {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: boot.css })
  try {
    document.head.append(link)
    const { sideBySide } = await import(boot.map)
    place.hidden = false
    const containers = all('.live-map', place)
    Object.assign(window, { bk: { maps: await sideBySide({ containers, boot, areas }) } })
    document.body.dataset.map = 'load'
  } catch {
    // The drawings above show the same.
    place.remove()
    document.body.dataset.map = 'none'
  }
}

// Most visitors read the table first: the maps are fetched once they come near.
new IntersectionObserver(
  (seen, observer) => {
    if (!seen.some((each) => each.isIntersecting)) return
    observer.disconnect()
    fetchMaps()
  },
  { rootMargin: '600px' }
).observe(one('.live-here'))
