/**
 * The areas as they were in one year. No DOM here: the page's data in, values out.
 *
 * @typedef {{date: string, day: string, counts: string, note: string, address: string,
 *   words: Record<string, [string, string]>}} List  `words`: by kind the list's own, and today's
 * @typedef {import('./state.js').Area & {kind: string, category: string,
 *   words: string, cells: string}} AreaInYear
 *   `category`: the palette's word for the kind, '' for none on the list; `cells`: a letter for each of the page's shorts: y met, n not, - unknown, . not asked
 * @typedef {{number: number, said: string, holding: string, list: List | null, own: List[],
 *   later: boolean, areas: AreaInYear[]}} Year  `list` is the one that holds in the year
 */
import { words } from './words.js'

const FORMER = 'tidligere'
const UNLISTED = 'ingenliste'

const yearOf = (list) => Number(list.date.slice(0, 4))

/**
 * @param {any} data - what the page carries
 * @param {number} number - the year
 * @returns {Year}
 */
export function inYear(data, number) {
  const { lists, years } = data
  const holds = lists.findLastIndex((list) => yearOf(list) <= number)
  const later = lists.some((list) => yearOf(list) > number)
  return {
    number,
    later,
    said: years.said[number - years.first],
    holding: years.holding[number - years.first],
    list: lists[holds] ?? null,
    own: lists.filter((list) => yearOf(list) === number).reverse(),
    areas: data.areas.map((area) => ({ ...area, ...toldOf(area, data, holds, later && number) }))
  }
}

/** What the latest list up to the one that holds says of an area. */
function toldOf(area, { kinds, lists }, holds, until) {
  const told = area.told.split(' ')
  for (let index = holds; index >= 0; index -= 1) {
    if (!told[index]) continue
    const year = yearOf(lists[index])
    if (index < holds) return { kind: FORMER, category: '', words: words.former(year), cells: '' }
    const { code: kind, category } = kinds[Number(told[index][0])]
    return { kind, category, words: `${lists[index].words[kind][0]}, ${year}`, cells: told[index].slice(1) }
  }
  return { kind: UNLISTED, category: '', words: until ? words.notYet(until) : words.unlisted, cells: '' }
}

/**
 * The areas in an order of the list: the law's, by name, or by municipality and then name.
 * @param {AreaInYear[]} areas
 * @param {string} sort - '', 'navn' or 'kommune'
 * @param {string[]} kinds - in the law's order
 */
export function ordered(areas, sort, kinds) {
  const { compare } = words.order
  const byName = areas.toSorted((one, other) => compare(one.name, other.name))
  if (sort === 'navn') return byName
  if (sort === 'kommune') return byName.sort((one, other) => compare(one.place, other.place))
  return byName.sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))
}

/**
 * The title of the legend in a year.
 * @param {Year} year
 */
export function legendTitle({ list, later }) {
  if (!list) return words.noListYet
  return later ? words.onList(list.day) : words.onLatest(list.day)
}

/**
 * The cells of a strip: letter, state and name of each criterion that the list asks.
 * @param {string} cells
 * @param {[string, string][]} shorts
 */
export function strip(cells, shorts) {
  const states = { y: 'met', n: 'unmet', '-': 'unknown' }
  return shorts
    .map(([letter, name], index) => ({ letter, name, state: states[cells[index]] }))
    .filter((cell) => cell.state)
}
