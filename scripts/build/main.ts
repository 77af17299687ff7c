import { gzipSync } from 'node:zlib'
import { projectRoot, runScript } from '../script.ts'
import { build } from './build.ts'
import { readBuildDefaults } from './defaults.ts'
import type { Output } from './output.ts'

runScript(async () => {
  const outputs = await build(projectRoot, readBuildDefaults(process.env))
  for (const [folder, output] of outputs) {
    if (folder !== 'build') console.log(`dist/${folder}: ${output.size} files\n${sizes(output)}`)
  }
})

function sizes(output: Output): string {
  return [...output]
    .filter(([path]) => path.endsWith('.js'))
    .map(
      ([path, code]) => `  ${path}  ${kilobytes(code.length)} (${kilobytes(gzipSync(code).length)} gzipped)`,
    )
    .join('\n')
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
