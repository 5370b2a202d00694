import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { folded, found, fromQuery, municipalitiesOf, statusLine, toQuery } from '../state.js'

const KINDS = ['omdannelse', 'udsat', 'tidligere']
const KNOWN = { kinds: KINDS, slugs: ['vollsmose', 'bispehaven'], first: 2010, last: 2030, start: 2024 }
const START = { aar: 2024, q: '', kat: KINDS, sort: '', valgt: '', tema: 'omdannelse' }
const table = new URL('../../../tests/map_client/folding.json', import.meta.url)

test('folding is the same as the server’s', () => {
  for (const [text, expected] of Object.entries(JSON.parse(readFileSync(table, 'utf8')))) {
    assert.equal(folded(text), expected)
  }
})

test('an address without a query shows everything', () => {
  assert.deepEqual(fromQuery('', KNOWN), START)
})

test('unknown values fall back silently', () => {
  const state = fromQuery('?aar=2031&kat=vrøvl&sort=vrøvl&valgt=atlantis&andet=1', KNOWN)
  assert.deepEqual(state, START)
  assert.deepEqual(fromQuery('?kat=udsat,vrøvl', KNOWN).kat, ['udsat'])
})

test('what is as at the start is left out of the address', () => {
  assert.equal(toQuery({ ...START, q: ' ' }, KNOWN), '')
})

test('every state survives the address', () => {
  for (const q of ['', 'ærø & co', 'a=b']) {
    for (const kat of [KINDS, ['udsat', 'tidligere'], []]) {
      for (const more of [{}, { valgt: 'vollsmose' }, { aar: 2018, sort: 'navn' }, { aar: 2030 }, { valgt: 'vollsmose', tema: 'etager' }]) {
        const state = { ...START, q, kat, ...more }
        assert.deepEqual(fromQuery(toQuery(state, KNOWN), KNOWN), state)
      }
    }
  }
})

test('an address can be read: kinds are parted by commas', () => {
  const state = { ...START, aar: 2018, kat: ['udsat', 'tidligere'], valgt: 'vollsmose' }
  assert.equal(toQuery(state, KNOWN), '?aar=2018&kat=udsat,tidligere&valgt=vollsmose')
})

test('what is no year of the map falls back to the one at the start', () => {
  for (const aar of ['', '2009', '2031', '02018', '2018.5', 'nu']) {
    assert.equal(fromQuery(`?aar=${aar}`, KNOWN).aar, 2024)
  }
  assert.equal(fromQuery('?aar=2010', KNOWN).aar, 2010)
})

test('a municipality is found by the beginning of its name, in either spelling', () => {
  const all = [{ name: 'Aarhus' }, { name: 'Høje-Taastrup' }, { name: 'Taarnby' }]
  assert.deepEqual(municipalitiesOf(all, 'århus'), [all[0]])
  assert.deepEqual(municipalitiesOf(all, 'taa'), [all[2]])
  assert.deepEqual(municipalitiesOf(all, 'a'), [])
})

test('a form’s repeated boxes are read as well', () => {
  assert.deepEqual(fromQuery('?kat=udsat&kat=tidligere', KNOWN).kat, ['udsat', 'tidligere'])
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
