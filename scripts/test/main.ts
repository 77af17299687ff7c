import { parseArgs } from 'node:util'
import { ScriptFailure } from '../failure.ts'
import { runScript } from '../script.ts'
import { runSteps } from './run-steps.ts'
import { steps } from './steps.ts'

runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const names = values.only?.split(',')
  const unknown = names?.filter(name => !steps.some(step => step.name === name)) ?? []
  if (unknown.length > 0) {
    throw new ScriptFailure(
      `There is no step ${unknown.join(', ')}; there are ${steps.map(step => step.name).join(', ')}`,
    )
  }
  const chosen = names ? steps.filter(step => names.includes(step.name)) : steps
  const { passed, failed } = await runSteps(chosen, line => console.log(line))
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
})
