import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { folded, found, fromQuery, statusLine, toQuery } from '../state.js'

const KINDS = ['omdannelse', 'udsat', 'tidligere']
const SLUGS = ['vollsmose', 'bispehaven']
const table = new URL('../../../tests/map_client/folding.json', import.meta.url)

test('folding is the same as the server’s', () => {
  for (const [text, expected] of Object.entries(JSON.parse(readFileSync(table, 'utf8')))) {
    assert.equal(folded(text), expected)
  }
})

test('an address without a query shows everything', () => {
  assert.deepEqual(fromQuery('', KINDS, SLUGS), { q: '', kat: KINDS, valgt: '' })
})

test('unknown values fall back silently', () => {
  const state = fromQuery('?kat=vrøvl&valgt=atlantis&andet=1', KINDS, SLUGS)
  assert.deepEqual(state, { q: '', kat: KINDS, valgt: '' })
  assert.deepEqual(fromQuery('?kat=udsat,vrøvl', KINDS, SLUGS).kat, ['udsat'])
})

test('what is as at the start is left out of the address', () => {
  assert.equal(toQuery({ q: ' ', kat: KINDS, valgt: '' }, KINDS), '')
})

test('every state survives the address', () => {
  for (const q of ['', 'ærø & co', 'a=b']) {
    for (const kat of [KINDS, ['udsat', 'tidligere'], []]) {
      for (const valgt of ['', 'vollsmose']) {
        const state = { q, kat, valgt }
        assert.deepEqual(fromQuery(toQuery(state, KINDS), KINDS, SLUGS), state)
      }
    }
  }
})

test('an address can be read: kinds are parted by commas', () => {
  const state = { q: '', kat: ['udsat', 'tidligere'], valgt: 'vollsmose' }
  assert.equal(toQuery(state, KINDS), '?kat=udsat,tidligere&valgt=vollsmose')
})

test('a form’s repeated boxes are read as well', () => {
  assert.deepEqual(fromQuery('?kat=udsat&kat=tidligere', KINDS, SLUGS).kat, ['udsat', 'tidligere'])
})

test('search wants every word, in any order and spelling', () => {
  const areas = [{ search: 'bispehaven aarhus' }, { search: 'bispeparken koebenhavn' }]
  assert.deepEqual(found(areas, 'ÅRHUS bispe'), [areas[0]])
  assert.deepEqual(found(areas, 'københavn'), [areas[1]])
  assert.deepEqual(found(areas, '  '), areas)
})

test('the status line counts in Danish', () => {
  assert.equal(statusLine(1), '1 område')
  assert.equal(statusLine(2), '2 områder')
  assert.match(statusLine(0), /^Ingen områder passer/)
})
