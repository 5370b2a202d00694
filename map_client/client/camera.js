/** Where the map is looked at from: Denmark from above, one area from the side. */

export const ZOOMS = { minZoom: 4, maxZoom: 18 }
const PITCH = 50
export const MAX_PITCH = 60
const NEAREST = 16.5

export const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches
export const narrow = () => matchMedia('(max-width: 799px)').matches

const within = (number, least, most) => number >= least && number <= most

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

/**
 * Denmark.
 * @param {[number, number, number, number]} bounds - degrees, east first
 * @returns {Partial<import('maplibre-gl').MapOptions>}
 */
export function overview([west, south, east, north]) {
  // A narrow screen gains a third by leaving out Bornholm, which has no areas.
  return narrow()
    ? { bounds: [west, south, 12.9, north], fitBoundsOptions: { padding: { bottom: innerHeight * 0.46 } } }
    : { bounds: [west, south, east, north] }
}

/** What the card covers is no room for the area. */
function room() {
  const wide = { top: 100, left: 60, bottom: 60, right: 430 }
  const low = { top: 100, left: 20, right: 20, bottom: innerHeight * 0.5 }
  return { padding: narrow() ? low : wide, maxZoom: NEAREST }
}

/**
 * One area from the side. MapLibre reckons the room that a box takes from above; tilted, it takes
 * less of the height, which a narrow screen is short of.
 * @param {import('maplibre-gl').Map} map
 * @param {[number, number, number, number]} box - degrees, east first
 */
export function from(map, box) {
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
