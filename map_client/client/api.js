/** The one place that knows addresses of the server. All are on the page's own host. */

/** The path under which a proxy shows the server: "" if it does so under none. */
export const MOUNT = globalThis.document?.documentElement.dataset.mount ?? ''

/** The same for pages in the language of this one: "/en" comes after it in English. */
export const PAGES = globalThis.document?.documentElement.dataset.pages ?? ''

/** Row before column, as in the OGC's path. */
const TILE = `${MOUNT}/api/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=`
export const TILES = `${TILE}land,municipalities,areas`

/** The buildings as they stand today. */
export const BUILDINGS = `${TILE}buildings`

/** The buildings of a year: as they stood at midsummer. */
export const buildingsIn = (year) => `${BUILDINGS}&datetime=${year}-07-01`

/** The areas on the list of a day, each with the boundary of that day. */
export const listOf = (date) => `${TILE}designations&datetime=${date}`

/**
 * Ask for a file to be made, without waiting for it.
 * @param {string} address - of a download
 * @returns {Promise<string>} where to ask how far it has come; '' when it is there already
 * @throws {Error} with the server's words when it cannot be made
 */
export async function askForFile(address) {
  const whole = new AbortController()
  const response = await fetch(address, {
    headers: { Prefer: 'respond-async' },
    signal: whole.signal
  })
  if (response.status === 202) return new URL(response.headers.get('Location')).pathname
  if (!response.ok) throw new Error((await response.json()).detail)
  whole.abort() // the browser fetches it by the ordinary link
  return ''
}

/**
 * How far a file has come.
 * @param {string} address - as askForFile gave it
 * @returns {Promise<import('./download.js').Progress>}
 * @throws {Error} when the server does not answer
 */
export async function progressOf(address) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}

/**
 * The card of one area, as the server draws it for those without JavaScript too.
 * @param {string} slug
 * @param {number} year
 * @param {AbortSignal} signal
 * @returns {Promise<string>} HTML
 * @throws {Error} when the server cannot be reached or does not know the area
 */
export async function cardHtml(slug, year, signal) {
  const address = `${PAGES}/?aar=${year}&valgt=${encodeURIComponent(slug)}&del=kort`
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.text()
}
