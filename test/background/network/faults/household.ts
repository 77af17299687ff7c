import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type RelayProcess, startRelayProcess } from '../../../support/relay-process.ts'
import { Device, type DeviceOptions } from './device.ts'
import { FastClock } from './fast-clock.ts'

/** Fast enough for back-offs of minutes, slow enough for an answer's time limit of a minute on a busy machine. */
const speed = 20

export const minutes = 60_000

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

/** Relays in processes of their own for the tests of a file. Each test gets them alive, empty and well-behaved. */
export function useRelays(count: number): readonly RelayProcess[] {
  const relays: RelayProcess[] = []
  beforeAll(async () => {
    relays.push(...(await Promise.all(Array.from({ length: count }, () => startRelayProcess()))))
  })
  afterEach(async () => {
    await Promise.all(
      relays.map(async relay => {
        if (relay.pid === undefined) await relay.restart({ empty: true })
        await relay.set({})
        await relay.forget()
      }),
    )
  })
  afterAll(() => Promise.all(relays.map(relay => relay.stop())))
  return relays
}

type MemberOptions = Partial<Omit<DeviceOptions, 'id' | 'secret' | 'clock'>>

/** One cart with a key of its own, and the devices that share it; they end with the test. */
export class Household {
  readonly clock = new FastClock(speed)
  readonly secret = new Uint8Array(randomBytes(32))
  readonly relays: readonly string[]
  readonly #devices: Device[] = []

  constructor(relays: readonly { readonly url: string }[]) {
    this.relays = relays.map(({ url }) => url)
    households.add(this)
  }

  /** A device that is running. `id`: 8 characters. */
  device(id: string, options: MemberOptions = {}): Device {
    const device = new Device({ relays: this.relays, ...options, id, secret: this.secret, clock: this.clock })
    this.#devices.push(device)
    device.start()
    return device
  }

  /** A long time passes, too fast for anything that has to be answered. */
  async lasts(ms: number): Promise<void> {
    this.clock.speed = 50 * speed
    await this.clock.pass(ms)
    this.clock.speed = speed
  }

  stop(): void {
    for (const device of this.#devices) device.stop()
  }

  /**
   * Nothing is lost: every device comes to have just `entries`; and with all of them gone, so does a new one from each
   * relay alone that was said to have everything.
   */
  hasAll(entries: readonly string[]): Promise<void> {
    return this.hasAllOf(this.#devices, entries)
  }

  /** The same, of some of its devices. */
  async hasAllOf(devices: readonly Device[], entries: readonly string[]): Promise<void> {
    const wanted = [...entries].sort()
    await until(() => {
      for (const device of devices) expect(device.entries()).toEqual(wanted)
    })
    const said = devices.flatMap(device => device.status?.relays.filter(relay => relay.hasAll) ?? [])
    this.stop()
    const newcomers = [...new Set(said.map(({ url }) => url))].map((url, at) =>
      this.device(`new0000${at}`, { relays: [url] }),
    )
    await until(() => {
      for (const newcomer of newcomers) expect(newcomer.entries()).toEqual(wanted)
    })
  }
}

const households = new Set<Household>()

afterEach(() => {
  for (const household of households) household.stop()
  households.clear()
})

export function until(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 })
}

/** Waits until so many relays, read in this run of the network, gave back all that the device has. */
export async function untilSavedOn(device: Device, count: number): Promise<void> {
  await until(() => expectSavedOn(device, count))
}

/** Makes a change and waits until it was said to be waiting, and then to be saved on so many relays. */
export async function saves(device: Device, count: number, change: () => void): Promise<void> {
  const since = from(device)
  change()
  await until(() => {
    expect(device.statuses.slice(since).some(({ waiting }) => waiting > 0)).toBe(true)
    expectSavedOn(device, count)
  })
}

function expectSavedOn({ status }: Device, count: number): void {
  expect(status).toMatchObject({ savedOn: count, waiting: 0 })
  expect(status?.relays.filter(({ hasAll, holds }) => hasAll && holds)).toHaveLength(count)
}

/** Waits until the device says so of the relay at this address. */
export function untilRelay(device: Device, url: string, wanted: object): Promise<void> {
  return until(() => expect(device.status?.relays.find(relay => relay.url === url)).toMatchObject(wanted))
}

/** A point from which `saysOf` looks on: now. */
export function from(device: Device): number {
  return device.statuses.length
}

/** Checks that the device never once said anything else since. */
export function expectAlways(device: Device, since: number, wanted: object): void {
  for (const status of device.statuses.slice(since)) expect(status).toMatchObject(wanted)
}

/** What the device said of one relay since. */
export function saidOf(device: Device, url: string, since = 0) {
  return device.statuses.slice(since).flatMap(status => status.relays.filter(relay => relay.url === url))
}
