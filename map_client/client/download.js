/**
 * What is said while a file is made. No DOM here.
 *
 * @typedef {{state: string, rows?: number, of?: number, bytes?: number}} Progress
 */

import { words } from './words.js'

const { number } = words

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
  if (state === 'ready') return words.fileReady(size(bytes))
  if (state === 'failed') return words.fileFailed
  if (state === 'making' && rows && rows >= of) return words.fileEnds
  if (state === 'making') return words.fileRows(number.format(rows), number.format(of))
  return words.fileAsked
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
