import { parseArgs } from 'node:util'
import { BusyEvening, type Evening } from './busy-evening/evening.ts'
import { distribution, round } from './busy-evening/numbers.ts'

/*
 * `npm run bench:busy-evening`: what a household's busiest evening costs relays, and how long a change takes to the other. Two
 * people make 120 changes in 10 minutes of virtual time, on five relays, with and without a direct connection.
 */

function report(title: string, { writes, changes }: Evening): void {
  console.log(`\n${title}`)
  for (const kind of ['mailbox', 'signals'] as const) {
    const { most, mean } = distribution(writes.perRelayAndMinute(kind))
    console.log(`  ${kind}: ${most} writes per relay in the busiest minute, ${round(mean)} on average`)
  }
  const bytes = writes.bytes / changes.length
  console.log(`  ${round(bytes / 1024)} KB sent to each relay for a change, ${writes.count} events in all`)
  const { median, ninetyFifth, most } = distribution(changes.map(({ seconds }) => seconds))
  console.log(
    `  seconds until the other has a change: median ${round(median)}, 95th ${round(ninetyFifth)}, most ${round(most)}`,
  )
}

const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' } } })
for (const isDirect of [false, true]) {
  const evening = await BusyEvening.of({ seed: Number(values.seed), isDirect })
  report(isDirect ? 'With a direct connection' : 'Through the relays alone', evening)
}
