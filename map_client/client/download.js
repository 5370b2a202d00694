/**
 * What is said while a file is made. No DOM here.
 *
 * @typedef {{state: string, rows?: number, of?: number, bytes?: number}} Progress
 */

const number = new Intl.NumberFormat('da-DK')

/**
 * @param {number} bytes
 * @returns {string} such as "1,2 MB"
 */
export function size(bytes) {
  if (bytes < 1e6) return `${number.format(Math.ceil(bytes / 1e3))} kB`
  return `${number.format(Math.round(bytes / 1e5) / 10)} MB`
}

/**
 * The line below the bar.
 * @param {Progress} progress
 * @returns {string}
 */
export function told(progress) {
  const { state, rows = 0, of = 0, bytes = 0 } = progress
  if (state === 'ready') return `Filen er klar, ${size(bytes)}. Den hentes nu.`
  if (state === 'failed') return 'Filen kunne ikke laves. Prøv igen om lidt.'
  if (state === 'making' && rows && rows >= of) return 'Filen gøres færdig …'
  if (state === 'making') return `${number.format(rows)} af ${number.format(of)} rækker er skrevet`
  return 'Filen er sat i gang …'
}

/**
 * How much of the bar is full.
 * @param {Progress} progress
 * @returns {number | null} 0 to 1; null when that is not known
 */
export function share({ state, rows = 0, of = 0 }) {
  if (state === 'ready') return 1
  return state === 'making' && of && rows < of ? rows / of : null
}
