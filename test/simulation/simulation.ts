import { type Counts, Household } from './household.ts'
import { takePlatform } from './platform.ts'
import { Random } from './random.ts'
import { Steps } from './steps.ts'

export interface SimulationOptions {
  readonly seed: number
  readonly steps?: number
  /** Prints everything that happens. */
  readonly verbose?: boolean
  /** Whether an update is to be lost between a device's network and its background, where none ever is. */
  isLost?(update: Uint8Array): boolean
}

export interface SimulationResult {
  readonly seed: number
  /** What was not as it should be at the end; none when all was well. */
  readonly failures: readonly string[]
  readonly counts: Counts
  /** Virtual ms: of all steps, and until all was well again after them. */
  readonly simulatedMs: number
  readonly settledMs: number
  /** ms of a processor. */
  readonly tookMs: number
  /** Of everything that happened: the same for the same seed. */
  readonly trace: string
}

const startsAt = Date.UTC(2026, 0, 1)
const lookEveryMs = 60_000
/** Of so many households one writes long notes. */
const wordyEvery = 4
/** Relays that lose everything at the end. */
const emptied = 3
/** Longer than a relay is left alone after its worst refusals (32 min), and an idle device waits for its alarm, twice. */
const mostToSettleMs = 3 * 60 * 60_000

/**
 * Six devices, five relays and everything that can happen to them, drawn from the seed. At the end all relays are
 * healed and all devices online; then every device must come to the same cart, which is that of the reference.
 */
export async function simulate({
  seed,
  steps = 2_000,
  verbose = false,
  isLost = () => false,
}: SimulationOptions): Promise<SimulationResult> {
  const began = process.cpuUsage()
  const random = new Random(seed)
  const platform = takePlatform({ startsAt, random: random.fork('platform'), verbose })
  const { time } = platform
  try {
    const household = new Household({
      time,
      random,
      devices: 6,
      relays: 5,
      isLost,
      log: verbose ? line => console.log(line) : undefined,
    })
    const walk = new Steps(household, random.fork('steps'), seed % wordyEvery === 0)
    for (const device of household.devices) device.start()
    for (let step = 0; step < steps; step++) await walk.take()
    const walkedMs = time.now() - startsAt
    const failures = await settle(household)
    const settledMs = time.now() - startsAt - walkedMs
    if (failures.length === 0) failures.push(...(await repairAll(household)))
    failures.push(...household.claims.untrue)
    failures.push(...(await joinAnew(household, random.fork('newcomer'))))
    for (const device of household.devices) device.stop()
    await time.advance(lookEveryMs)
    failures.push(...platform.errors.map(error => `an error was reported: ${error}`))
    return {
      seed,
      failures,
      counts: household.counts,
      simulatedMs: walkedMs,
      settledMs,
      tookMs: processorMs(began),
      trace: household.traceHash,
    }
  } finally {
    platform.restore()
  }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

/** Ends all faults and waits until every device has the cart and every relay all of it; answers what is still wrong. */
async function settle(household: Household): Promise<string[]> {
  const { devices, relays, internet } = household
  for (const relay of relays) relay.fault = undefined
  for (const device of devices) {
    internet.setReach(device, 'online')
    device.start()
    device.look(true)
  }
  household.tell('all is healed')
  return untilAllIsWell(household)
}

/** While nobody changes anything, relays lose all they have: the devices must give it to them again. */
async function repairAll(household: Household): Promise<string[]> {
  const { relays, internet } = household
  for (const relay of relays.slice(0, emptied)) {
    relay.empty()
    internet.cut(relay)
  }
  household.tell('most relays start anew, empty')
  return untilAllIsWell(household)
}

async function untilAllIsWell(household: Household): Promise<string[]> {
  const { time } = household
  for (const end = time.now() + mostToSettleMs; time.now() < end; ) {
    await time.advance(lookEveryMs)
    if (faultsOf(household).length === 0) return []
  }
  return faultsOf(household)
}

function faultsOf({ devices, reference, statuses, relays }: Household): string[] {
  return devices.flatMap(device => {
    const difference = reference.difference(device.doc)
    if (difference !== undefined) return [`${device.name} ${difference}`]
    const status = statuses.get(device)
    const isSaved = status?.savedOn === relays.length && status.waiting === 0
    return isSaved ? [] : [`${device.name} says: ${JSON.stringify(status)}`]
  })
}

/** Whoever joins while nobody else is there must get the whole cart from any one relay, also from one that had lost it. */
async function joinAnew(household: Household, random: Random): Promise<string[]> {
  for (const device of household.devices) device.quit()
  const relay = random.pick(household.relays.slice(0, emptied))
  const newcomer = household.newcomer([relay])
  newcomer.start()
  await household.time.advance(lookEveryMs)
  const difference = household.reference.difference(newcomer.doc)
  newcomer.quit()
  return difference === undefined ? [] : [`a newcomer with only ${relay.url} ${difference}`]
}
