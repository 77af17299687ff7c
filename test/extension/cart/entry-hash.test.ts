import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { liveEntryHash } from '../../../extension/cart/entry-hash.ts'
import { addUnits, removeLine } from '../../../extension/cart/operations/quantity.ts'
import { add, deliver, household, meet, replica, rice, tea } from './support/household.ts'

test('replicas with the same entries have the same hash, and any entry makes another', () => {
  const members = household(({ alice }) => add(alice, tea, 1))
  add(members.alice, rice, 1)
  addUnits(members.bob, tea, 1)
  expect(liveEntryHash(members.alice.doc)).not.toBe(liveEntryHash(members.bob.doc))
  meet(members)
  const hash = liveEntryHash(members.alice.doc)
  expect(hash).toMatch(/^[0-9a-f]{16}$/)
  for (const { doc } of Object.values(members)) expect(liveEntryHash(doc)).toBe(hash)
  removeLine(members.carol, rice)
  expect(liveEntryHash(members.carol.doc)).not.toBe(hash)
})

test('a client id that was used twice gives equal state vectors, but not equal hashes', () => {
  const alice = replica('alice')
  const bob = replica('bob')
  add(alice, tea, 1)
  deliver(alice, bob)
  const stored = Y.encodeStateAsUpdate(alice.doc)
  addUnits(alice, tea, 1)
  deliver(alice, bob)

  // Alice's device loses its last commit, keeps its client id, and goes on.
  const restored = replica('alice')
  Y.applyUpdate(restored.doc, stored)
  restored.doc.clientID = alice.doc.clientID
  addUnits(restored, tea, 1)

  expect(Y.encodeStateVector(restored.doc)).toEqual(Y.encodeStateVector(bob.doc))
  expect(liveEntryHash(restored.doc)).not.toBe(liveEntryHash(bob.doc))
})
