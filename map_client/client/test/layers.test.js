import assert from 'node:assert/strict'
import { test } from 'node:test'
import palette from '../../../spatial/layers/palette.json' with { type: 'json' }
import { FILTERED, only, RINGS, style, TOUCHABLE } from '../layers.js'
import { looks, NEAR, NOW, THEN } from '../outlines.js'

const AREAS = [
  { slug: 'a', name: 'A', kind: 'omdannelse', category: 'omdannelsesområde', point: [10, 56], box: [9, 55, 11, 57], shifts: [[3, 0], [0, 0]] },
  { slug: 'b', name: 'B', kind: 'tidligere', category: '', point: [12, 56], box: [11, 55, 13, 57], shifts: [[0, 0], [0, 0]] },
  { slug: 'c', name: 'C', kind: 'tidligere', category: '', point: null, box: null, shifts: null }
]
const given = { steps: [5, 6], places: [['0461', 'Odense', 10.4, 55.4]], tiles: 'http://here/{z}/{y}/{x}', buildings: 'http://here/b', lists: 'http://here/l', font: 'http://here/f.woff2' }
const made = style(AREAS, given)
const layer = (id) => made.layers.find((each) => each.id === id)

test('the style asks for nothing but the given tiles and font', () => {
  const addresses = JSON.stringify(made).match(/https?:\/\/[^"]+/g)
  assert.deepEqual(addresses.toSorted(), [given.buildings, given.font, given.lists, given.tiles].toSorted())
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

test('another year changes the symbols and the colours of the outlines', () => {
  const { layout, line } = looks([{ ...AREAS[0], kind: 'udsat', category: 'udsat boligområde' }, AREAS[1]])
  assert.deepEqual(layout['icon-image'].slice(2, 6), ['a', 's-udsat', 'b', 's-tidligere'])
  assert.deepEqual(line[2].slice(2, 4), ['a', palette.category['udsat boligområde'].colour])
})

test('outlines of an older list lie over those of now, and begin hidden', () => {
  for (const id of THEN) assert.equal(layer(id).layout.visibility, 'none')
  for (const id of NOW) assert.equal(layer(id).layout?.visibility, 'visible')
  assert.deepEqual(only('then-fill', ['a'])[1], ['get', 'area'])
})

test('a demolished building is a dashed outline and has no fill', () => {
  assert.deepEqual(layer('buildings').filter, ['!', layer('buildings-demolished').filter])
  assert.ok(layer('buildings-demolished').paint['line-dasharray'])
})
