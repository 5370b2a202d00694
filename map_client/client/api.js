/** The one place that knows addresses of the server. All are on the page's own host. */

/** The path under which a proxy shows the server: "" if it does so under none. */
export const MOUNT = globalThis.document?.documentElement.dataset.mount ?? ''

/** Row before column, as in the OGC's path. */
export const TILES =
  MOUNT +
  '/api/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=land,municipalities,areas,buildings'

/**
 * The card of one area, as the server draws it for those without JavaScript too.
 * @param {string} slug
 * @param {AbortSignal} signal
 * @returns {Promise<string>} HTML
 * @throws {Error} when the server cannot be reached or does not know the area
 */
export async function cardHtml(slug, signal) {
  const address = `${MOUNT}/?valgt=${encodeURIComponent(slug)}&del=kort`
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.text()
}
