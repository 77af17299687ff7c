import type { Event } from 'nostr-tools/pure'
import { expect, test, vi } from 'vitest'
import { OpenedSlots } from '../../../../background/network/mailbox/opened-slots.ts'
import { docOf, keys, signer, slotEvent, slotNumber, textsOf } from './slots.ts'

test('an event is opened once; what was opened long ago is forgotten by its size', async () => {
  const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
  const opened = new OpenedSlots(keys.contentKey, () => {})
  const events: Event[] = []
  for (let number = 0; number < 6; number++)
    events.push(await slotEvent(number, 1, docOf(`${number}${'x'.repeat(1_000_000)}`)))
  const open = async (number: number): Promise<string> => {
    const update = await opened.open(events[number] as Event)
    return String(textsOf(update ?? new Uint8Array())[0]).slice(0, 1)
  }
  for (let number = 0; number < 6; number++) expect(await open(number)).toBe(`${number}`)
  expect(decrypt).toHaveBeenCalledTimes(6)
  for (const number of [5, 4, 3, 2]) expect(await open(number)).toBe(`${number}`)
  expect(decrypt).toHaveBeenCalledTimes(6)
  expect(await open(0)).toBe('0')
  expect(decrypt).toHaveBeenCalledTimes(7)
  decrypt.mockRestore()
})

test('one that cannot be read is told once', async () => {
  const onUnreadable = vi.fn()
  const opened = new OpenedSlots(keys.contentKey, onUnreadable)
  const broken = signer.sign({ kind: 30078, created_at: 1, tags: [['d', slotNumber(1)]], content: 'hello' })
  expect(await opened.open(broken)).toBeUndefined()
  expect(await opened.open(broken)).toBeUndefined()
  expect(onUnreadable).toHaveBeenCalledTimes(1)
})
