import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../../scripts/script.ts'

/** The smallest sources that the build takes. */
const sources: Readonly<Record<string, string>> = {
  'background/main.ts': `
    import { shared } from '../extension/shared.ts'
    console.log('background', shared, __RELAYS__, typeof __GUEST_PAGE__)`,
  'background/network/event-page.ts': `
    import { shared } from '../../extension/shared.ts'
    import { WebsocketClient } from 'lib0/websocket'
    console.log('network', shared, WebsocketClient)`,
  'background/network/offscreen.ts': `
    import { WebrtcProvider } from 'y-webrtc'
    console.log(WebrtcProvider)`,
  'background/network/offscreen.html': '<!doctype html><script type="module" src="offscreen.js"></script>',
  'background/network/signaling-client.ts':
    'export class WebsocketClient { readonly marker = "our signaling" }',
  'content/main.ts':
    'const read = (page: Document) => ({ kind: "none", title: page.title })\nanswer = read(document)',
  'popup/main.tsx': 'export const view = <b>popup</b>',
  'popup/main.css': 'b { color: red }',
  'popup/popup.html': '<!doctype html><script type="module" src="main.js"></script>',
  'settings/main.tsx': 'export const view = <b>settings</b>',
  'settings/main.css': 'b { color: blue }',
  'settings/settings.html': '<!doctype html><script type="module" src="main.js"></script>',
  'guest/main.ts': 'console.log(location.hash)',
  'guest/guest.css': 'p { margin: 0 }',
  'guest/index.html': '<!doctype html><p title="__MSG_tip__">__MSG_hello__</p>',
  'extension/shared.ts': 'export const shared = { marker: "shared by both scripts" }',
  'extension/locales/en/messages.json': JSON.stringify({
    hello: { message: 'Hello <you> & co' },
    tip: { message: 'A "tip"' },
    counted: { message: '$n$ items', placeholders: { n: { content: '$1' } } },
  }),
  'extension/icons/icon-16.png': 'png',
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    version: '1.2.3',
    default_locale: 'en',
    icons: { 16: 'icons/icon-16.png' },
    action: { default_popup: 'popup/popup.html' },
    options_ui: { page: 'settings/settings.html' },
    background: {
      service_worker: 'background/main.js',
      scripts: ['background/network/event-page.js', 'background/main.js'],
      type: 'module',
    },
    permissions: ['activeTab', 'offscreen'],
    minimum_chrome_version: '121',
    browser_specific_settings: { gecko: { id: 'a@b' } },
  }),
}

/** Writes a stub project to a new folder, with `changes` made to it; `undefined` leaves a file out. */
export async function stubProject(
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'common-cart-build-'))
  for (const [path, text] of Object.entries({ ...sources, ...changes })) {
    if (text === undefined) continue
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  return root
}
