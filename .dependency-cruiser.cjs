// Which part may import which: docs/architecture.md, "Folders". `npm run check:imports` fails on a breach.

const contexts = 'background|popup|settings|content|guest'
const product = `^(${contexts}|ui|extension)/`

/** A context may import its own folder, what all share, and packages. */
const contextRules = contexts.split('|').map(context => ({
  name: `${context}-imports-only-shared-code`,
  comment: `${context}/ runs on its own: it may import extension/ and itself, no other context.`,
  severity: 'error',
  from: { path: `^${context}/` },
  to: { path: `^(${contexts})/`, pathNot: `^${context}/` },
}))

const uiRule = {
  name: 'ui-is-for-pages',
  comment: 'ui/ is what popup/ and settings/ share: nothing else imports it.',
  severity: 'error',
  from: { path: `^(${contexts}|extension)/`, pathNot: '^(popup|settings)/' },
  to: { path: '^ui/' },
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Split what both need into a file of its own, or pass it as a parameter.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...contextRules,
    uiRule,
    {
      name: 'shared-code-knows-no-context',
      comment: 'extension/ is what all contexts share, and ui/ what pages share: they import none of them.',
      severity: 'error',
      from: { path: '^(extension|ui)/' },
      to: { path: `^(${contexts})/` },
    },
    {
      name: 'cart-and-product-are-pure',
      comment:
        'extension/cart and extension/product run in plain Node: of ours they may import each other and constants.',
      severity: 'error',
      from: { path: '^extension/(cart|product)/' },
      to: {
        path: '^extension/',
        pathNot: '^extension/((cart|product)/|(base64|hex|limits|random-id|user-error)\\.ts)',
      },
    },
    {
      name: 'webextension-api-only-in-extension-browser',
      comment: 'Only extension/browser/ touches the WebExtension API: put a function there and call it.',
      severity: 'error',
      from: { path: product, pathNot: '^extension/browser/' },
      to: { path: '(^|/)node_modules/(webextension-polyfill|@types/webextension-polyfill|@types/chrome)/' },
    },
    {
      name: 'background-meets-network-by-its-protocol',
      comment:
        'The network runs in another context: the background may import its messages and their schemas, and network-host the line to it.',
      severity: 'error',
      from: { path: '^background/', pathNot: '^background/network/' },
      to: {
        path: '^background/network/',
        pathNot: '^background/network/(protocol|wire|in-page)\\.ts$',
      },
    },
    {
      name: 'only-network-host-opens-the-line',
      comment: 'background/network/wire.ts and in-page.ts are for background/network-host/ alone.',
      severity: 'error',
      from: { path: '^background/', pathNot: '^background/network(-host)?/' },
      to: { path: '^background/network/(wire|in-page)\\.ts$' },
    },
    {
      name: 'network-knows-no-background',
      comment:
        'background/network/ runs in the offscreen document: of the background it may import nothing else.',
      severity: 'error',
      from: { path: '^background/network/' },
      to: { path: '^background/', pathNot: '^background/network/' },
    },
    {
      name: 'no-tools-in-the-product',
      comment: 'What is shipped imports no test, demo, bench or script.',
      severity: 'error',
      from: { path: product },
      to: { path: '^(test|demo|bench|scripts)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'What is shipped may only import packages listed under "dependencies".',
      severity: 'error',
      from: { path: product },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'types', 'default'],
    },
  },
}
