/** The map's icons, drawn from the very shapes that the page shows (parts/symbols.html). */

/** A shape's box is 22 units, drawn at twice that for dense screens. */
const UNITS = 22
const RATIO = 2

/**
 * @param {SVGGElement} group - paths round (0, 0), painted by attributes
 * @returns {ImageData}
 */
export function drawn(group) {
  const side = UNITS * RATIO
  const context = new OffscreenCanvas(side, side).getContext('2d')
  context.scale(RATIO, RATIO)
  context.translate(UNITS / 2, UNITS / 2)
  context.lineJoin = 'round'
  for (const path of group.querySelectorAll('path')) paint(context, path)
  return context.getImageData(0, 0, side, side)
}

/** Stroke below fill, as paint-order="stroke" says. */
function paint(context, path) {
  const shape = new Path2D(path.getAttribute('d'))
  const stroke = path.getAttribute('stroke')
  const fill = path.getAttribute('fill')
  if (stroke) {
    context.strokeStyle = stroke
    context.lineWidth = Number(path.getAttribute('stroke-width'))
    context.stroke(shape)
  }
  if (fill && fill !== 'none') {
    context.fillStyle = fill
    context.fill(shape)
  }
}

/**
 * Give the map one icon for each shape of the page, named as the shape is.
 * @param {import('maplibre-gl').Map} map
 */
export function addSymbols(map) {
  for (const group of /** @type {NodeListOf<SVGGElement>} */ (document.querySelectorAll('g[id^="s-"]'))) {
    map.addImage(group.id, drawn(group), { pixelRatio: RATIO })
  }
}
