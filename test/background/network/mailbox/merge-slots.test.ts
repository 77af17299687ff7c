import type { Event } from 'nostr-tools/pure'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { mergeSlots } from '../../../../background/network/mailbox/merge-slots.ts'
import { limits } from '../../../../extension/limits.ts'
import { docOf, keys, signer, slotEvent, slotNumber, textsOf } from './slots.ts'

vi.spyOn(console, 'debug').mockImplementation(() => {})

const quarter = limits.updateBytes / 4

/** Slots that hold the same document and one entry each, newest first. */
async function slotsOn(base: Y.Doc, count: number): Promise<Event[]> {
  const events: Event[] = []
  for (let number = 0; number < count; number++) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
    doc.getArray('a').push([`entry ${number}`])
    events.push(await slotEvent(number, 1_000 - number, doc))
  }
  return events
}

test('what small slots hold comes as one update', async () => {
  const events = await slotsOn(docOf('base'), 5)
  const merged = await mergeSlots(events, keys.contentKey)
  expect(merged).toHaveLength(1)
  expect(textsOf(...merged).sort()).toEqual(['base', ...[0, 1, 2, 3, 4].map(number => `entry ${number}`)])
})

test('no slots, or none that can be read, are nothing', async () => {
  const broken = signer.sign({ kind: 30078, created_at: 1, tags: [['d', slotNumber(1)]], content: 'hello' })
  expect(await mergeSlots([], keys.contentKey)).toEqual([])
  expect(await mergeSlots([broken], keys.contentKey)).toEqual([])
})

test('reading ends where all slots together unpack to 8 MB', async () => {
  const events = await slotsOn(docOf('x'.repeat(2 * quarter)), 30)
  const merged = await mergeSlots(events, keys.contentKey)
  const entries = textsOf(...merged).filter(text => String(text).startsWith('entry'))
  expect(entries.sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map(number => `entry ${number}`))
})

test('slots are opened one after another, and no more of them than the budget allows', async () => {
  const events = await slotsOn(docOf('x'.repeat(2 * quarter)), 30)
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
  let [now, most, calls] = [0, 0, 0]
  const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (...given) => {
    calls += 1
    now += 1
    most = Math.max(most, now)
    return decrypt(...given).finally(() => {
      now -= 1
    })
  })
  await mergeSlots(events, keys.contentKey)
  spy.mockRestore()
  expect(most).toBe(1)
  expect(calls).toBe(8)
})

test('what is too large for one update comes as several', async () => {
  const large = (name: string): Y.Doc => docOf(name + 'x'.repeat(3 * quarter))
  const events = [await slotEvent(1, 20, large('newest')), await slotEvent(2, 10, large('older'))]
  const merged = await mergeSlots(events, keys.contentKey)
  expect(merged).toHaveLength(2)
  for (const update of merged) expect(update.length).toBeLessThanOrEqual(limits.updateBytes)
  const texts = textsOf(...merged).map(text => String(text).slice(0, 5))
  expect(texts.sort()).toEqual(['newes', 'older'])
})

test('a slot that unpacks to too much is left out, and the next is read', async () => {
  const events = [
    await slotEvent(1, 20, docOf('x'.repeat(5 * quarter))),
    await slotEvent(2, 10, docOf('milk')),
  ]
  expect(textsOf(...(await mergeSlots(events, keys.contentKey)))).toEqual(['milk'])
})
