/** The map's icons, drawn from the very shapes that the page shows (parts/symbols.html). */
import palette from '../../spatial/layers/palette.json' with { type: 'json' }

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
 * Give the map one icon for each shape of the page, named as the shape is, and its hatches.
 * @param {import('maplibre-gl').Map} map
 */
export function addSymbols(map) {
  for (const group of /** @type {NodeListOf<SVGGElement>} */ (document.querySelectorAll('g[id^="s-"]'))) {
    map.addImage(group.id, drawn(group), { pixelRatio: RATIO })
  }
  map.addImage('hatch', hatch('#FFFFFF'), { pixelRatio: RATIO })
  map.addImage('hatch-planned', hatch('#FFFFFF', palette.state.planned_demolition), { pixelRatio: RATIO })
}

/** For buildings that are planned to be demolished: over a footprint, or with a `ground` for a body. */
function hatch(line, ground) {
  const side = 16
  const context = new OffscreenCanvas(side, side).getContext('2d')
  if (ground) {
    context.fillStyle = ground
    context.fillRect(0, 0, side, side)
  }
  context.strokeStyle = line
  context.lineWidth = 3
  for (const from of [-side, 0, side]) {
    context.beginPath()
    context.moveTo(from, side)
    context.lineTo(from + side, 0)
    context.stroke()
  }
  return context.getImageData(0, 0, side, side)
}
