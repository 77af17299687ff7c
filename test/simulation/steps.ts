import { limits } from '../../extension/limits.ts'
import { allCommands, type CommandName } from '../extension/cart/support/commands.ts'
import { type Fault, type RelayFault, relayFaults } from './faults.ts'
import type { Household } from './household.ts'
import type { Random } from './random.ts'
import type { SimulatedDevice } from './simulated-device.ts'
import type { SimulatedRelay } from './simulated-relay.ts'

/** How often each kind of step is taken, among all. */
const weights = {
  edit: 47,
  look: 14,
  reach: 10,
  browser: 9,
  crash: 5,
  relay: 14,
  clock: 1,
  away: 0.15,
} as const

/** How often each command is given, if not once. Members do not change the relays here. */
const commandWeights: Readonly<Partial<Record<CommandName, number>>> = {
  relays: 0,
  add: 22,
  more: 10,
  less: 8,
  set: 6,
  remove: 7,
  tick: 9,
  untick: 3,
  clear: 2,
  undo: 4,
  note: 6,
  title: 2,
  price: 2,
  dismiss: 2,
  sweep: 0.3,
  member: 2,
}

const commandOdds = Object.fromEntries(allCommands.map(name => [name, commandWeights[name] ?? 1])) as Record<
  CommandName,
  number
>

const lineKeys = Array.from({ length: 14 }, (_, at) => `line-${at}`.padEnd(22, '-'))
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Takes the household through random steps. */
export class Steps {
  readonly #household: Household
  readonly #random: Random

  readonly #isWordy: boolean

  /** `isWordy`: notes are long, so that the cart needs parts beside the devices' deltas. */
  constructor(household: Household, random: Random, isWordy: boolean) {
    this.#household = household
    this.#random = random
    this.#isWordy = isWordy
  }

  async take(): Promise<void> {
    const { time, counts } = this.#household
    await time.advance(this.#pause())
    counts.steps += 1
    await this.#step()
  }

  /** Bursts of taps, pauses of seconds, and of minutes. */
  #pause(): number {
    const kind = this.#random.weighted({ burst: 93, seconds: 6.5, minutes: 0.5 })
    if (kind === 'burst') return this.#random.between(30, 400)
    return kind === 'seconds'
      ? this.#random.between(3_000, 20_000)
      : this.#random.between(minuteMs, 6 * minuteMs)
  }

  async #step(): Promise<void> {
    switch (this.#random.weighted(weights)) {
      case 'edit':
        return this.#edit()
      case 'look':
        return this.#look()
      case 'reach':
        return this.#reach()
      case 'browser':
        return this.#browser()
      case 'crash':
        return this.#crash()
      case 'relay':
        return this.#relay()
      case 'clock':
        return this.#clock()
      case 'away':
        return this.#away()
    }
  }

  #edit(): void {
    const device = this.#someone(true)
    if (device) this.#change(device)
  }

  #change(device: SimulatedDevice): void {
    const name = this.#random.weighted(this.#isWordy ? { ...commandOdds, note: 20 } : commandOdds)
    const command = {
      ...{ name, key: this.#random.pick(lineKeys), n: 1 + this.#random.below(4) },
      ...(name === 'note' && this.#isWordy && { text: this.#longNote() }),
    }
    const isDone = device.perform(command)
    if (isDone) this.#household.counts.edits += 1
    this.#tell(device, `${name} ${command.key.replace(/-+$/, '')} ${command.n}${isDone ? '' : ' (refused)'}`)
  }

  #longNote(): string {
    return this.#random.text(500 + this.#random.below(limits.note - 500))
  }

  #look(): void {
    const device = this.#someone(true)
    if (!device) return
    const isAttentive = this.#random.chance(0.3)
    device.look(isAttentive)
    this.#tell(device, isAttentive ? 'looks' : 'looks away')
  }

  #reach(): void {
    const device = this.#someone(true)
    if (!device) return
    const reach = device.reach === 'online' ? this.#random.pick(['offline', 'silent'] as const) : 'online'
    this.#household.internet.setReach(device, reach)
    if (reach === 'offline') this.#count('offline')
    if (reach === 'silent') this.#count('cut off silently')
    this.#tell(device, reach)
  }

  #browser(): void {
    const device = this.#random.pick(this.#household.devices)
    if (!device.isRunning) {
      device.start()
      this.#tell(device, 'starts')
      return
    }
    device.quit()
    this.#count('quit')
    this.#tell(device, 'quits')
  }

  /** Often just after a change: before it is on disk, before it is sent, or while relays are asked to keep it. */
  async #crash(): Promise<void> {
    const device = this.#someone(true)
    if (!device) return
    if (this.#random.chance(0.7)) {
      this.#change(device)
      await this.#household.time.advance(this.#random.between(0, this.#random.pick([30, 1_500])))
    }
    const what = this.#random.pick(['browser crash', 'worker crash', 'network crash'] as const)
    if (what === 'browser crash') device.stop()
    else if (what === 'worker crash') device.crashWorker()
    else device.crashNetwork()
    this.#count(what)
    this.#tell(device, what)
  }

  #relay(): void {
    const relay = this.#random.pick(this.#household.relays)
    if (relay.fault !== undefined) {
      // What it said wrong is believed until it is read anew.
      if (relay.fault === 'stale') this.#household.internet.cut(relay)
      relay.fault = undefined
      this.#household.tell(`${relay.url} is healed`)
    } else if (this.#random.chance(0.1)) this.#empty(relay)
    else this.#break(relay, this.#random.weighted(relayFaults))
  }

  #empty(relay: SimulatedRelay): void {
    relay.empty()
    this.#household.internet.cut(relay)
    this.#count('emptied')
    this.#household.tell(`${relay.url} starts anew, empty`)
  }

  #break(relay: SimulatedRelay, fault: RelayFault): void {
    relay.fault = fault
    if (fault === 'down' || fault === 'auth' || this.#random.chance(0.5)) this.#household.internet.cut(relay)
    this.#count(fault)
    this.#household.tell(`${relay.url}: ${fault}`)
  }

  #clock(): void {
    const device = this.#random.pick(this.#household.devices)
    const minutes = device.skew === 0 ? this.#random.pick([-15, -4, -1, 1, 4, 15]) : 0
    device.skew = minutes * minuteMs
    if (minutes !== 0) this.#count('clock wrong')
    this.#tell(device, `has a clock that is ${minutes} minutes ahead`)
  }

  /** Everybody closes their browser and goes away for days or weeks. */
  async #away(): Promise<void> {
    const { devices, time } = this.#household
    for (const device of devices) device.quit()
    const days = this.#random.between(1, 60)
    this.#count('all away')
    this.#household.tell(`all are away for ${Math.round(days)} days`)
    await time.advance(days * dayMs)
    for (const device of devices) if (this.#random.chance(0.6)) device.start()
  }

  #someone(isRunning: boolean): SimulatedDevice | undefined {
    const devices = this.#household.devices.filter(device => device.isRunning === isRunning)
    return devices.length > 0 ? this.#random.pick(devices) : undefined
  }

  #count(fault: Fault): void {
    const { faults } = this.#household.counts
    faults.set(fault, (faults.get(fault) ?? 0) + 1)
  }

  #tell(device: SimulatedDevice, what: string): void {
    this.#household.tell(`${device.name} ${what}`)
  }
}
