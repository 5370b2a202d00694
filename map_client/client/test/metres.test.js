import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, fitting, metresPerPixel, moved, zoomOf } from '../metres.js'

const ODENSE = [10.39, 55.4]
const AALBORG = [9.92, 57.05]
const near = (a, b, within) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b} within ${within}`)

test('a degree of latitude is some 111 km, one of longitude as much less as the cosine says', () => {
  const [east, north] = between(ODENSE, [11.39, 55.4])
  near(east, 111195 * Math.cos((55.4 * Math.PI) / 180), 50)
  assert.equal(north, 0)
  near(between(ODENSE, [10.39, 56.4])[1], 111195, 5)
})

test('moving and measuring are each other turned round, also over long ways', () => {
  for (const way of [[0, 0], [250, -400], [-60_000, 90_000]]) {
    const measured = between(AALBORG, moved(AALBORG, way))
    near(measured[0], way[0], 0.001)
    near(measured[1], way[1], 0.001)
  }
})

test('two places at the zooms of one scale show as many metres to a pixel', () => {
  const [south, north] = [zoomOf(2, ODENSE[1]), zoomOf(2, AALBORG[1])]
  assert.ok(north < south)
  near(metresPerPixel(south, ODENSE[1]), 2, 1e-9)
  near(metresPerPixel(north, AALBORG[1]), 2, 1e-9)
})

test('a box fits its sheet on the side that is tightest', () => {
  const box = [...ODENSE, ...moved(ODENSE, [800, 400])]
  near(fitting(box, { width: 400, height: 400 }), 800 / 320, 0.01)
  near(fitting(box, { width: 4000, height: 100 }), 400 / 80, 0.01)
})
