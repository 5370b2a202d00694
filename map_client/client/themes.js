/** What the colour of a building tells: its state, when it was built, its floors or its use. Pure. */
import palette from '../../spatial/layers/palette.json' with { type: 'json' }
import { words } from './words_of_buildings.js'

const { built, floors, use, state, unknown } = palette

/** Of no class: the source does not say. */
const UNKNOWN = ''
const YEARS = [1, 1950, 1960, 1970, 1980, 2000]
const FLOORS = [1, 3, 5, 9]
/** From which code on a building has which use, by the hundreds and tens of BBR's code list. */
const USES = [
  [100, 'dwellings'], [130, 'terraced'], [140, 'flats'], [150, 'dwellings'], [200, 'business'],
  [400, 'institution'], [500, 'leisure'], [600, UNKNOWN], [900, 'outbuilding'], [999, UNKNOWN]
]

/** @typedef {{code: string, label: string, colour: string}} Look  one line of the key */
const numbered = (colours, labels) => colours.map((colour, index) => ({ code: String(index), label: labels[index], colour }))
const named = (colours, labels) => Object.entries(colours).map(([code, colour]) => ({ code, label: labels[code], colour }))
const upwards = (limits) => limits.map((from, index) => [from, String(index)])

/** By theme: its property, its looks and, where the property is a number, from where which look is. */
const THEMES = {
  omdannelse: { property: 'state', looks: named(state, words.looks.omdannelse), steps: null },
  byggeaar: { property: 'year_built', looks: numbered(built, words.looks.byggeaar), steps: upwards(YEARS) },
  etager: { property: 'floors', looks: numbered(floors, words.looks.etager), steps: upwards(FLOORS) },
  brug: { property: 'use_code', looks: named(use, words.looks.brug), steps: USES }
}
/** The themes' words in the address; the first is shown until another is chosen. */
export const TEMAER = Object.keys(THEMES)
/** A state is always known; it is the source's, or that a building is there. */
const nothing = (theme) => (theme.steps ? [{ code: UNKNOWN, label: words.unknown, colour: unknown }] : [])

/**
 * The key of a theme, in its order.
 * @param {string} tema
 * @returns {Look[]}
 */
export const looksOf = (tema) => [...THEMES[tema].looks, ...nothing(THEMES[tema])]

/**
 * The look that a building has.
 * @param {string} tema
 * @param {Record<string, unknown>} properties - of a feature of the tiles
 * @returns {string} its code
 */
export function lookOf(tema, properties) {
  const { property, steps } = THEMES[tema]
  if (!steps) return String(properties[property])
  const number = Number(properties[property] ?? 0)
  return steps.findLast(([from]) => from <= number)?.[1] ?? UNKNOWN
}

/**
 * The same as an expression, so that the colour of each building is that of its look.
 * @param {string} tema
 * @returns {import('maplibre-gl').ExpressionSpecification}
 */
export function colourBy(tema) {
  const { property, steps, looks } = THEMES[tema]
  const colours = Object.fromEntries(looks.map(({ code, colour }) => [code, colour]))
  const made = steps
    ? ['step', ['to-number', ['get', property], 0], unknown, ...steps.flatMap(([from, code]) => [from, colours[code] ?? unknown])]
    : ['match', ['get', property], ...Object.entries(colours).flat(), state.existing]
  return /** @type {import('maplibre-gl').ExpressionSpecification} */ (made)
}
