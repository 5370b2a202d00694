import assert from 'node:assert/strict'
import { test } from 'node:test'
import palette from '../../../spatial/layers/palette.json' with { type: 'json' }
import { colourBy, lookOf, looksOf, TEMAER } from '../themes.js'

/** What MapLibre would draw: the colour that a step or match expression gives a value. */
function evaluated(expression, value) {
  if (expression[0] === 'step') {
    const [, , other, ...stops] = expression
    let colour = other
    for (let i = 0; i < stops.length; i += 2) if (stops[i] <= Number(value ?? 0)) colour = stops[i + 1]
    return colour
  }
  const [, , ...pairs] = expression
  const at = pairs.findIndex((each, index) => index % 2 === 0 && each === value)
  return at < 0 ? pairs.at(-1) : pairs[at + 1]
}

const FIELD = { omdannelse: 'state', byggeaar: 'year_built', etager: 'floors', brug: 'use_code' }
const VALUES = {
  omdannelse: Object.keys(palette.state),
  byggeaar: [1850, 1949, 1950, 1969, 1970, 2024, undefined],
  etager: [1, 2, 3, 8, 9, 16, undefined],
  brug: ['110', '120', '130', '140', '150', '220', '410', '510', '910', '999', undefined]
}

for (const tema of TEMAER) {
  test(`the colour of a building is that of its line in the key: ${tema}`, () => {
    const key = new Map(looksOf(tema).map((look) => [look.code, look.colour]))
    for (const value of VALUES[tema]) {
      const code = lookOf(tema, { [FIELD[tema]]: value })
      assert.ok(key.has(code), `${value}: ${code}`)
      assert.equal(evaluated(colourBy(tema), value), key.get(code), String(value))
    }
  })
}

test('no two lines of a key share a colour or a label', () => {
  for (const tema of TEMAER) {
    const looks = looksOf(tema)
    assert.equal(new Set(looks.map((each) => each.colour)).size, looks.length)
    assert.equal(new Set(looks.map((each) => each.label)).size, looks.length)
  }
})

test('what is not known has a line of its own', () => {
  for (const tema of ['byggeaar', 'etager', 'brug']) assert.equal(looksOf(tema).at(-1).colour, palette.unknown)
})
