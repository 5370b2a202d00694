/** Where the map is looked at from: Denmark from above, one area from the side. */
import { one } from './dom.js'

export const ZOOMS = { minZoom: 4, maxZoom: 18 }
const PITCH = 50
export const MAX_PITCH = 60
const NEAREST = 16.5

export const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches
export const narrow = () => matchMedia('(max-width: 799px)').matches

const within = (number, least, most) => number >= least && number <= most

/** An address whose camera no map can stand at shows what it would without one. */
export function forgetBadCamera() {
  const { hash, pathname, search } = location
  if (hash.includes('kort=') && !usable(hash)) history.replaceState(null, '', pathname + search)
}

/**
 * Whether an address says where the map was left, in numbers that a map can stand at.
 * @param {string} hash - location.hash
 */
export function usable(hash) {
  const told = new URLSearchParams(hash.replace(/^#/, '')).get('kort') ?? ''
  const numbers = told.split('/').map(Number)
  const [zoom, north, east, bearing = 0, pitch = 0] = numbers
  return (
    numbers.length >= 3 &&
    within(zoom, ZOOMS.minZoom, ZOOMS.maxZoom) &&
    within(north, -85, 85) &&
    within(east, -180, 180) &&
    within(bearing, -180, 180) &&
    within(pitch, 0, MAX_PITCH)
  )
}

/** What the rail of years covers of the map, in pixels: the top of a narrow one, else the bottom. */
export function rail() {
  const { offsetTop, offsetHeight } = one('.rail')
  return narrow() ? offsetTop + offsetHeight : one('.map').offsetHeight - offsetTop
}
/** What the sheet or the card, and the credit above it, cover of a narrow one. */
export const lower = () => one('.map').offsetHeight - (one('.credit')?.offsetTop ?? innerHeight / 2)

/**
 * The first view, unless the address says another (MapLibre reads it): an area, or Denmark.
 * @param {[number, number, number, number]} bounds - of Denmark, degrees, east first
 * @param {[number, number, number, number]} [box] - of the chosen area
 * @returns {Partial<import('maplibre-gl').MapOptions>}
 */
export function first([west, south, east, north], box) {
  if (box) return { bounds: box, fitBoundsOptions: room(), pitch: PITCH }
  // A narrow screen gains a third by leaving out Bornholm, which has no areas.
  return narrow()
    ? { bounds: [west, south, 12.9, north], fitBoundsOptions: { padding: { top: rail(), bottom: lower() } } }
    : { bounds: [west, south, east, north], fitBoundsOptions: { padding: { bottom: rail() } } }
}

/** What rail, card and sheet cover is no room for the area. */
function room() {
  const wide = { top: 60, left: 60, bottom: rail() + 30, right: 430 }
  const low = { top: rail() + 20, left: 30, right: 30, bottom: lower() + 10 }
  return { padding: narrow() ? low : wide, maxZoom: NEAREST, pitch: PITCH }
}

/**
 * One area from the side. MapLibre reckons the room that a box takes from above; tilted, it takes
 * less of the height, which a narrow screen is short of.
 * @param {import('maplibre-gl').Map} map
 * @param {[number, number, number, number]} box - degrees, east first
 */
function from(map, box) {
  const { center, zoom } = map.cameraForBounds(box, room())
  return { center, zoom: Math.min(zoom + (narrow() ? 0.6 : 0), NEAREST), bearing: 0, pitch: PITCH }
}

/**
 * Fly to an area, or be there where motion is not wanted.
 * @param {import('maplibre-gl').Map} map
 * @param {[number, number, number, number]} box
 */
export function fly(map, box) {
  if (reduced()) map.jumpTo(from(map, box))
  else map.flyTo({ ...from(map, box), duration: 1600 })
}

/**
 * Tilt the map, or lay it flat with north up.
 * @param {import('maplibre-gl').Map} map
 * @param {boolean} upright
 */
export function tilt(map, upright) {
  const to = upright ? { pitch: PITCH } : { pitch: 0, bearing: 0 }
  map.easeTo({ ...to, duration: reduced() ? 0 : 500 })
}

export const upright = (map) => map.getPitch() > 1
