import assert from 'node:assert/strict'
import { test } from 'node:test'
import { share, size, told } from '../download.js'

test('a size has a Danish comma and a unit', () => {
  assert.equal(size(1), '1 kB')
  assert.equal(size(45_300), '46 kB')
  assert.equal(size(1_250_000), '1,3 MB')
  assert.equal(size(129_000_000), '129 MB')
})

test('every state has its line', () => {
  assert.equal(told({ state: 'waiting' }), 'Filen er sat i gang …')
  assert.equal(told({ state: 'making', rows: 10000, of: 23456 }), '10.000 af 23.456 rækker er skrevet')
  assert.equal(told({ state: 'making', rows: 5, of: 5 }), 'Filen gøres færdig …')
  assert.equal(told({ state: 'ready', bytes: 2e6 }), 'Filen er klar, 2 MB. Den hentes nu.')
  assert.equal(told({ state: 'failed' }), 'Filen kunne ikke laves. Prøv igen om lidt.')
})

test('the bar says how much of the rows is written, and nothing it does not know', () => {
  assert.equal(share({ state: 'making', rows: 1, of: 4 }), 0.25)
  assert.equal(share({ state: 'ready' }), 1)
  assert.equal(share({ state: 'waiting' }), null)
  assert.equal(share({ state: 'making', rows: 4, of: 4 }), null)
  assert.equal(share({ state: 'making', rows: 0, of: 0 }), null)
})
