import assert from 'node:assert/strict'
import { test } from 'node:test'
import palette from '../../../spatial/layers/palette.json' with { type: 'json' }
import { FILTERED, NEAR, only, RINGS, style, TOUCHABLE } from '../layers.js'

const AREAS = [
  { slug: 'a', name: 'A', kind: 'omdannelse', point: [10, 56], box: [9, 55, 11, 57], shifts: [[3, 0], [0, 0]] },
  { slug: 'b', name: 'B', kind: 'tidligere', point: [12, 56], box: [11, 55, 13, 57], shifts: [[0, 0], [0, 0]] },
  { slug: 'c', name: 'C', kind: 'tidligere', point: null, box: null, shifts: null }
]
const given = { steps: [5, 6], places: [['Odense', 10.4, 55.4]], tiles: 'http://here/{z}/{y}/{x}', font: 'http://here/f.woff2' }
const made = style(AREAS, given)
const layer = (id) => made.layers.find((each) => each.id === id)

test('the style asks for nothing but the given tiles and font', () => {
  const addresses = JSON.stringify(made).match(/https?:\/\/[^"]+/g)
  assert.deepEqual(addresses.toSorted(), [given.font, given.tiles])
  assert.equal(made.glyphs, undefined)
  assert.equal(made.sprite, undefined)
})

test('every layer that is filtered, touched or ringed is in the style', () => {
  for (const id of [...FILTERED, ...TOUCHABLE, ...RINGS]) assert.ok(layer(id), id)
})

test('symbols of the points end where outlines begin', () => {
  assert.equal(layer('areas-far').maxzoom, NEAR)
  for (const id of ['areas-near', 'areas-fill', 'areas-line']) assert.equal(layer(id).minzoom, NEAR)
})

test('an area without a place is not on the map', () => {
  assert.deepEqual(made.sources.list.data.features.map((each) => each.properties.slug), ['a', 'b'])
})

test('symbols are moved as the server says, at each whole zoom', () => {
  const offset = layer('areas-far').layout['icon-offset']
  assert.deepEqual(offset, [
    'step', ['zoom'],
    ['match', ['get', 'slug'], 'a', ['literal', [3, 0]], ['literal', [0, 0]]],
    6, ['literal', [0, 0]]
  ])
})

test('a map without areas is a style too', () => {
  assert.doesNotThrow(() => style([], given))
})

test('an approximate outline is dashed and no other', () => {
  assert.ok(layer('areas-line-approximate').paint['line-dasharray'])
  assert.equal(layer('areas-line').paint['line-dasharray'], undefined)
  assert.deepEqual(only('areas-line-approximate', ['a'])[2], ['==', ['get', 'boundary_method'], 'approximate'])
})

test('every state of a building has its colour of the palette', () => {
  const colours = layer('buildings').paint['fill-color']
  for (const [state, colour] of Object.entries(palette.state)) {
    assert.equal(colours[colours.indexOf(state) + 1], colour)
  }
})
