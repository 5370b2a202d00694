import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inYear, legendTitle, ordered, strip } from '../years.js'

const list = (date, words) => ({ date, day: date, counts: '', note: '', address: `/lister/${date}/`, words })
const data = {
  kinds: [
    { code: 'omdannelse', category: 'omdannelsesområde' },
    { code: 'parallel', category: 'parallelsamfund' }
  ],
  years: { first: 2012, said: ['2012', '2013', '2014', '2015'], holding: ['', '', 'H', ''] },
  lists: [
    list('2013-01-01', { parallel: ['“Ghettoområde”', 'i dag parallelsamfund'] }),
    list('2015-05-01', { parallel: ['Parallelsamfund', ''] }),
    list('2015-12-01', { omdannelse: ['Omdannelsesområde', ''] })
  ],
  areas: [
    { slug: 'a', name: 'Åparken', place: 'Odense', told: '1yn-  ' },
    { slug: 'b', name: 'Zoneparken', place: 'Aarhus', told: '  0y.n' }
  ]
}
const said = (number) => inYear(data, number).areas.map(({ kind, words }) => [kind, words])

test('each year has the words of the list that holds in it', () => {
  assert.deepEqual(said(2013), [['parallel', '“Ghettoområde”, 2013'], ['ingenliste', 'På ingen kendt liste til og med 2013']])
  assert.deepEqual(said(2014)[0], ['parallel', '“Ghettoområde”, 2013'])
  assert.deepEqual(said(2015), [['tidligere', 'Tidligere på en liste, senest 2013'], ['omdannelse', 'Omdannelsesområde, 2015']])
})

test('before the first list nothing is said of an area', () => {
  const year = inYear(data, 2012)
  assert.equal(year.list, null)
  assert.ok(year.areas.every((area) => area.kind === 'ingenliste'))
  assert.equal(legendTitle(year), 'Betegnelse; ingen liste er kendt så tidligt')
})

test('of two lists in one year the newest holds, and the other is there to be linked to', () => {
  const year = inYear(data, 2015)
  assert.equal(year.list.date, '2015-12-01')
  assert.deepEqual(year.own.map((one) => one.date), ['2015-12-01', '2015-05-01'])
})

test('the legend names the list, and the latest as such', () => {
  assert.equal(legendTitle(inYear(data, 2014)), 'Betegnelse på listen fra 2013-01-01')
  assert.equal(legendTitle(inYear(data, 2015)), 'Betegnelse på den seneste liste, 2015-12-01')
})

test('the list is in the law’s order, or by name or municipality in the Danish alphabet', () => {
  const { areas } = inYear(data, 2015)
  const slugs = (sort) => ordered(areas, sort, ['omdannelse', 'parallel', 'tidligere']).map((area) => area.slug)
  assert.deepEqual(slugs(''), ['b', 'a'])
  assert.deepEqual(slugs('navn'), ['b', 'a'])
  assert.deepEqual(slugs('kommune'), ['a', 'b'])
})

test('a strip has a cell for each criterion that the list asks', () => {
  const shorts = [['A', 'arbejde'], ['D', 'dømte'], ['G', 'grundskole']]
  assert.deepEqual(strip('y.-', shorts), [
    { letter: 'A', name: 'arbejde', state: 'met' },
    { letter: 'G', name: 'grundskole', state: 'unknown' }
  ])
})
