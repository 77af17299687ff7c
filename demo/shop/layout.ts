/** What a page is made of; everything in it is HTML already. */
export interface PageParts {
  readonly shop: string
  readonly language: string
  /** Which way the page is read, left to right unless said. */
  readonly direction?: 'rtl'
  readonly title: string
  /** Goes into the head: markup for machines. */
  readonly head?: string
  readonly body: string
}

/** A whole page of a demo shop. */
export function layout({ shop, language, direction, title, head = '', body }: PageParts): string {
  return `<!doctype html>
<html lang="${language}"${direction ? ` dir="${direction}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} | ${shop}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/shop.css">
${head}
</head>
<body>
<header><a href="/">${shop}</a> <span>a demo shop: nothing here is for sale</span></header>
<main>
${body}
</main>
<footer>Part of Common Cart's demonstration.</footer>
</body>
</html>
`
}

/** `text` as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** `value` as the text of a script element of JSON-LD. */
export function jsonLd(value: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`
}

export const styles = `
:root { color-scheme: light dark; --line: #8883 }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif }
header, footer { padding: 1rem 2rem; border-bottom: 1px solid var(--line) }
footer { border: 0; border-top: 1px solid var(--line); opacity: .7; font-size: .85rem }
header a { font-weight: 700; color: inherit; text-decoration: none; margin-right: 1rem }
header span { opacity: .7; font-size: .85rem }
main { max-width: 60rem; margin: 2rem auto; padding: 0 2rem }
.product { display: grid; grid-template-columns: minmax(0, 22rem) 1fr; gap: 2rem }
.product img, .tile img { width: 100%; border-radius: .75rem; display: block }
.product h1 { margin: 0 0 .5rem }
.price { font-size: 1.5rem; font-weight: 600 }
.was { opacity: .6; margin-right: .5rem }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 1.5rem; list-style: none; padding: 0 }
button, select { font: inherit; padding: .6rem 1.2rem; border-radius: .5rem; border: 1px solid var(--line) }
button { background: #1f6f54; color: #fff; cursor: pointer }
@media (max-width: 40rem) { .product { grid-template-columns: 1fr } }
`
