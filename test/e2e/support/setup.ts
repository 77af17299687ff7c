import { afterAll, afterEach, beforeEach } from 'vitest'
import { enterTest, leaveFile, leaveTest, screenshotFailure } from './open-browsers.ts'

beforeEach(enterTest)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await screenshotFailure(task.name)
  await leaveTest()
})

afterAll(leaveFile)
