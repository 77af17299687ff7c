import { join } from 'node:path'
import * as v from 'valibot'
import { ScriptFailure } from '../failure.ts'
import { projectRoot, runScript } from '../script.ts'
import { run } from './command.ts'

/* Runs `web-ext lint` on one browser's build: `tsx scripts/test/web-ext-lint.ts firefox`. */

/** Why a message is right to be there. Any other message fails, and so does one of these that no longer comes. */
const explained: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chromium: {
    MANIFEST_PERMISSIONS: 'The linter is for Firefox, which has no permission "offscreen".',
    BACKGROUND_SERVICE_WORKER_IGNORED: 'Chromium runs the worker; Firefox would take background.scripts.',
  },
  firefox: {},
  both: {
    UNSUPPORTED_API: 'offscreen.createDocument is called only where extension/browser/offscreen.ts finds it.',
    UNSAFE_VAR_ASSIGNMENT: 'Preact has a path for dangerouslySetInnerHTML, which no component of ours uses.',
    KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION:
      'Firefox for Android reads data_collection_permissions from 142 on; the extension is not offered there yet.',
  },
}

const message = v.object({ code: v.string(), message: v.string(), file: v.optional(v.nullable(v.string())) })
const reportSchema = v.object({
  errors: v.array(message),
  warnings: v.array(message),
  notices: v.array(message),
})

runScript(async () => {
  const browser = process.argv[2] ?? ''
  const known = { ...explained.both, ...explained[browser] }
  if (!explained[browser] || browser === 'both')
    throw new ScriptFailure('Say which build: chromium or firefox')
  const { errors, warnings, notices } = await lint(join(projectRoot, 'dist', browser))
  const unexplained = [
    ...errors,
    ...[...warnings, ...notices].filter(({ code }) => !Object.hasOwn(known, code)),
  ]
  const stale = Object.keys(known).filter(code => ![...warnings, ...notices].some(each => each.code === code))
  const lines = [
    ...unexplained.map(({ code, file, message }) => `${code} ${file ?? ''}: ${message}`),
    ...stale.map(code => `${code} no longer comes: take it out of scripts/test/web-ext-lint.ts`),
  ]
  if (lines.length > 0) throw new ScriptFailure(`web-ext lint of dist/${browser}:\n${lines.join('\n')}`)
  console.log(`dist/${browser}: 0 errors, ${warnings.length} explained warnings`)
})

async function lint(folder: string): Promise<v.InferOutput<typeof reportSchema>> {
  const command = { program: 'web-ext', parameters: ['lint', '--source-dir', folder, '--output', 'json'] }
  const { output } = await run(command, 120_000)
  // npm's and Node's warnings may come before the report, which is one line.
  const line = output.split('\n').find(each => each.startsWith('{'))
  if (line === undefined) throw new ScriptFailure(`web-ext lint printed no report:\n${output}`)
  return v.parse(reportSchema, JSON.parse(line))
}
