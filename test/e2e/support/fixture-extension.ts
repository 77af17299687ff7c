import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const manifest = {
  manifest_version: 3,
  name: 'Harness fixture',
  version: '1.0',
  action: { default_popup: 'popup.html' },
  permissions: ['activeTab', 'offscreen', 'scripting'],
  background: { service_worker: 'background.js', scripts: ['background.js'], type: 'module' },
  content_security_policy: { extension_pages: "script-src 'self'; connect-src ws:" },
  browser_specific_settings: { gecko: { id: 'fixture@common-cart' } },
}

/** Answers each message by name; `started` tells one life of the worker from the next. */
const background = `
const api = globalThis.browser ?? chrome
const started = crypto.randomUUID()
const answers = {
  started: () => started,
  logError: () => console.error('logged by the background'),
  reject: () => { Promise.reject(new Error('rejected in the background')) },
  openOffscreen: () => api.offscreen.createDocument({
    url: 'offscreen.html', reasons: ['WEB_RTC'], justification: 'fixture',
  }),
  async titleOf(tabId) {
    const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func: () => document.title })
    return result
  },
}
api.runtime.onMessage.addListener(([name, ...values], sender, answer) => {
  Promise.resolve(answers[name](...values)).then(answer, error => answer('failed: ' + error.message))
  return true
})`

const popup = `
const api = globalThis.browser ?? chrome
globalThis.ask = (...message) => api.runtime.sendMessage(message)
const [tab] = await api.tabs.query({ active: true, currentWindow: true })
globalThis.tab = tab
document.body.dataset.ready = 'yes'`

/** A line of echoes: what the network's tests need of a page. */
const offscreen = `
globalThis.heard = []
globalThis.listen = address => {
  const socket = new WebSocket(address)
  socket.onopen = () => heard.push('open')
  socket.onclose = () => heard.push('closed')
}
globalThis.connectToSelf = async () => {
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()]
  a.onicecandidate = ({ candidate }) => b.addIceCandidate(candidate)
  b.onicecandidate = ({ candidate }) => a.addIceCandidate(candidate)
  const channel = a.createDataChannel('line')
  channel.onopen = () => heard.push('peer open')
  channel.onclose = () => heard.push('peer closed')
  await a.setLocalDescription(await a.createOffer())
  await b.setRemoteDescription(a.localDescription)
  await b.setLocalDescription(await b.createAnswer())
  await a.setRemoteDescription(b.localDescription)
  globalThis.kept = [a, b, channel]
}`

/** Writes a tiny extension of the harness's own to a new folder, which goes when the test ends. */
export async function fixtureExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'common-cart-fixture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(folder, { recursive: true })
  const page = (script: string) =>
    `<!doctype html><meta charset="utf-8"><body><script type="module" src="${script}"></script>`
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'background.js': background,
    'popup.html': page('popup.js'),
    'popup.js': popup,
    'offscreen.html': page('offscreen.js'),
    'offscreen.js': offscreen,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

/** What the fixture's pages offer to tests. */
declare global {
  var ask: (...message: readonly unknown[]) => Promise<unknown>
  var heard: string[]
  var listen: (address: string) => void
  var connectToSelf: () => Promise<void>
}
