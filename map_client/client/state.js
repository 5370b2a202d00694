/**
 * What is shown, as a value: search text, kinds ticked, area chosen. No DOM here.
 *
 * @typedef {{q: string, kat: string[], valgt: string}} State
 * @typedef {{slug: string, name: string, kind: string, search: string,
 *   point: [number, number] | null, box: [number, number, number, number] | null,
 *   shifts: [number, number][] | null}} Area  point and box in degrees, east first
 */

import { words } from './words.js'

/** `?kat=ingen`: every box is unticked. */
const NONE = 'ingen'

/**
 * The state that an address asks for.
 * @param {string} search - location.search
 * @param {string[]} kinds - all codes, in the legend's order
 * @param {string[]} slugs - of all areas
 * @returns {State} unknown words fall back to showing everything, unknown areas to none
 */
export function fromQuery(search, kinds, slugs) {
  const given = new URLSearchParams(search)
  const words = given.getAll('kat').flatMap((value) => value.split(','))
  const known = kinds.filter((kind) => words.includes(kind))
  const valgt = given.get('valgt') ?? ''
  return {
    q: given.get('q') ?? '',
    kat: known.length || words.includes(NONE) ? known : [...kinds],
    valgt: slugs.includes(valgt) ? valgt : ''
  }
}

/**
 * The address of a state; what is as at the start is left out.
 * @param {State} state
 * @param {string[]} kinds
 * @returns {string} '' or '?...'
 */
export function toQuery(state, kinds) {
  const pairs = []
  if (state.q.trim()) pairs.push(['q', state.q.trim()])
  if (state.kat.length < kinds.length) pairs.push(['kat', state.kat.join(',') || NONE])
  if (state.valgt) pairs.push(['valgt', state.valgt])
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
 * @param {Area[]} areas
 * @param {string} q
 * @returns {Area[]}
 */
export function found(areas, q) {
  const words = folded(q).split(/\s+/).filter(Boolean)
  return areas.filter((area) => words.every((word) => area.search.includes(word)))
}

/**
 * The status line.
 * @param {number} number - of areas shown
 * @returns {string}
 */
export function statusLine(number) {
  return number ? words.areas(number) : words.noAreas
}
