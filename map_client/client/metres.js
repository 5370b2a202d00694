/**
 * Web Mercator in metres on the ground, so that maps of different places can be of one scale and
 * move by one distance. Points are degrees, east before north. No DOM here.
 *
 * @typedef {[number, number]} Point
 */

const RADIUS_M = 6371008.8
const TILE_PX = 512
const radians = (degrees) => (degrees * Math.PI) / 180
const degrees = (radians) => (radians * 180) / Math.PI

/**
 * Metres east and north from one point to another, exact enough for the width of a country.
 * @param {Point} from
 * @param {Point} to
 * @returns {Point}
 */
export function between(from, to) {
  const middle = radians((from[1] + to[1]) / 2)
  return [
    radians(to[0] - from[0]) * RADIUS_M * Math.cos(middle),
    radians(to[1] - from[1]) * RADIUS_M
  ]
}

/**
 * The point that lies so many metres east and north of another: `between` turned round.
 * @param {Point} from
 * @param {Point} metres
 * @returns {Point}
 */
export function moved(from, [east, north]) {
  const latitude = from[1] + degrees(north / RADIUS_M)
  const middle = radians((from[1] + latitude) / 2)
  return [from[0] + degrees(east / (RADIUS_M * Math.cos(middle))), latitude]
}

/** Metres on the ground that a pixel covers at a zoom. */
export const metresPerPixel = (zoom, latitude) =>
  (2 * Math.PI * RADIUS_M * Math.cos(radians(latitude))) / (TILE_PX * 2 ** zoom)

/** The zoom at which a pixel covers so many metres. */
export const zoomOf = (metres, latitude) =>
  Math.log2((2 * Math.PI * RADIUS_M * Math.cos(radians(latitude))) / (TILE_PX * metres))

/**
 * The metres a pixel must cover for a box to fit a sheet, with a tenth to spare on each side.
 * @param {[number, number, number, number]} box - west, south, east, north
 * @param {{width: number, height: number}} sheet - pixels
 */
export function fitting([west, south, east, north], { width, height }) {
  const [wide, high] = between([west, south], [east, north])
  return Math.max(wide / (width * 0.8), high / (height * 0.8))
}
