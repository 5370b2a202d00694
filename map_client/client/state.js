/**
 * What is shown, as a value: the year, search text, kinds ticked, order, area chosen. No DOM here.
 *
 * @typedef {{aar: number, q: string, kat: string[], sort: string, valgt: string,
 *   tema: string}} State
 * @typedef {{kinds: string[], slugs: string[], first: number, last: number, start: number}} Known
 *   all codes in the legend's order, all areas, the years there are and the one to begin with
 * @typedef {{slug: string, name: string, place: string, told: string, search: string,
 *   point: [number, number] | null, box: [number, number, number, number] | null,
 *   shifts: [number, number][] | null}} Area  point and box in degrees, east first; place is the
 *   municipality, told what each list says (years.js)
 */

import { TEMAER } from './themes.js'
import { words } from './words.js'

/** `?kat=ingen`: every box is unticked. */
const NONE = 'ingen'
const SORTS = ['navn', 'kommune']

/**
 * The state that an address asks for.
 * @param {string} search - location.search
 * @param {Known} known
 * @returns {State} unknown words fall back to what is shown at the start, unknown areas to none
 */
export function fromQuery(search, { kinds, slugs, first, last, start }) {
  const given = new URLSearchParams(search)
  const words = given.getAll('kat').flatMap((value) => value.split(','))
  const known = kinds.filter((kind) => words.includes(kind))
  const valgt = given.get('valgt') ?? ''
  const aar = given.get('aar') ?? ''
  const sort = given.get('sort') ?? ''
  return {
    aar: /^\d{4}$/.test(aar) && Number(aar) >= first && Number(aar) <= last ? Number(aar) : start,
    q: given.get('q') ?? '',
    kat: known.length || words.includes(NONE) ? known : [...kinds],
    sort: SORTS.includes(sort) ? sort : '',
    valgt: slugs.includes(valgt) ? valgt : '',
    tema: TEMAER.includes(given.get('tema')) ? given.get('tema') : TEMAER[0]
  }
}

/**
 * The address of a state; what is as at the start is left out.
 * @param {State} state
 * @param {Known} known
 * @returns {string} '' or '?...'
 */
export function toQuery(state, { kinds, start }) {
  const pairs = []
  if (state.aar !== start) pairs.push(['aar', state.aar])
  if (state.q.trim()) pairs.push(['q', state.q.trim()])
  if (state.kat.length < kinds.length) pairs.push(['kat', state.kat.join(',') || NONE])
  if (state.sort) pairs.push(['sort', state.sort])
  if (state.valgt) pairs.push(['valgt', state.valgt])
  if (state.valgt && state.tema !== TEMAER[0]) pairs.push(['tema', state.tema])
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return text && `?${text.replaceAll('%2C', ',')}`
}

/**
 * Text for comparing: no case, no accents, å = aa, æ = ae, ø = oe. As in areas.py.
 * @param {string} text
 * @returns {string}
 */
export function folded(text) {
  const letters = { å: 'aa', æ: 'ae', ø: 'oe' }
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[åæø]/g, (letter) => letters[letter])
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
}

/**
 * The areas that hold every word searched for, of whatever kind.
 * @template {{search: string}} T
 * @param {T[]} areas
 * @param {string} q
 * @returns {T[]}
 */
export function found(areas, q) {
  const words = folded(q).split(/\s+/).filter(Boolean)
  return areas.filter((area) => words.every((word) => area.search.includes(word)))
}

/**
 * The municipalities whose name begins with what is searched for.
 * @template {{name: string}} T
 * @param {T[]} municipalities
 * @param {string} q
 * @returns {T[]}
 */
export function municipalitiesOf(municipalities, q) {
  const sought = folded(q).trim()
  return sought.length < 2 ? [] : municipalities.filter(({ name }) => folded(name).startsWith(sought))
}

/**
 * The status line.
 * @param {number} number - of areas shown
 * @param {boolean} [within] - of those in view alone
 * @returns {string}
 */
export function statusLine(number, within = false) {
  if (within) return words.areasInView(number)
  return number ? words.areas(number) : words.noAreas
}
