/*
 * Values in a script's text: JSON, and JavaScript's literals as people type them ({name: 'Tea', price: 12.5}). Nothing
 * is run: whatever is not a literal (a call, a variable) reads as undefined.
 */

/** The value that starts right after the first match of `before`. Undefined when there is no match or no value. */
export function valueAfter(text: string, before: RegExp): unknown {
  const match = before.exec(text)
  return match ? valueAt(text, match.index + match[0].length) : undefined
}

/** The value that starts at `start`: parsed as JSON where it is, which is many times faster, else read piece by piece. */
export function valueAt(text: string, start: number): unknown {
  const end = endOf(text, start)
  if (end !== undefined) {
    try {
      return JSON.parse(text.slice(start, end))
    } catch {
      // Not JSON: a literal as people type it, read below.
    }
  }
  return end === undefined || end - start > 200_000 ? undefined : new Literals(text, start, end).read()
}

/** Where the object or list that opens at `start` closes. */
function endOf(text: string, start: number): number | undefined {
  const brackets = /["'`{}[\]]/g
  brackets.lastIndex = start
  let depth = 0
  for (let match = brackets.exec(text); match; match = brackets.exec(text)) {
    const [mark] = match
    if (mark === '{' || mark === '[') depth++
    else if (mark === '}' || mark === ']') {
      depth--
      if (depth <= 0) return match.index + 1
    } else brackets.lastIndex = endOfString(text, match.index)
    if (depth === 0) return undefined
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  const quote = text.charAt(start)
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === quote) return at + 1
  }
  return text.length
}

const mostDepth = 40

class Literals {
  readonly #text: string
  readonly #end: number
  #at: number

  constructor(text: string, start: number, end: number) {
    this.#text = text
    this.#at = start
    this.#end = end
  }

  read(depth = 0): unknown {
    this.#skip()
    const mark = this.#text.charAt(this.#at)
    if (depth > mostDepth) return this.#other()
    if (mark === '{') return this.#object(depth)
    if (mark === '[') return this.#list(depth)
    if (mark === '"' || mark === "'" || mark === '`') return this.#simple(this.#string())
    const number = /[-+]?\d+(?:\.\d+)?(?=\s*[,}\]])/y
    number.lastIndex = this.#at
    const found = number.exec(this.#text)
    if (!found) return this.#other()
    this.#at = number.lastIndex
    return Number(found[0])
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.#at++
    while (this.#more('}')) {
      const name = /["'`]/.test(this.#text.charAt(this.#at)) ? this.#string() : this.#word()
      this.#skip()
      if (this.#text.charAt(this.#at) !== ':') {
        // A shorthand, a spread or a method: nothing with a value of its own.
        this.#other()
        continue
      }
      this.#at++
      const value = this.read(depth + 1)
      if (name !== '__proto__') object[name] = value
    }
    return object
  }

  #list(depth: number): unknown[] {
    const list: unknown[] = []
    this.#at++
    while (this.#more(']')) list.push(this.read(depth + 1))
    return list
  }

  /** Whether another member follows, before the bracket that closes. Always goes on by at least one character. */
  #more(close: string): boolean {
    this.#skip()
    while (this.#text.charAt(this.#at) === ',') {
      this.#at++
      this.#skip()
    }
    if (this.#at >= this.#end) return false
    if (this.#text.charAt(this.#at) !== close) return true
    this.#at++
    return false
  }

  #string(): string {
    const end = endOfString(this.#text, this.#at)
    const body = this.#text.slice(this.#at + 1, end - 1)
    this.#at = end
    return body
      .replace(/\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, long?: string, short?: string) =>
        String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)),
      )
      .replace(
        /\\([\s\S])/g,
        (_, character: string) => ({ n: '\n', t: '\t', r: '\r' })[character] ?? character,
      )
  }

  /** A text that something is done with ("a" + b) is not the value. */
  #simple(text: string): string | undefined {
    this.#skip()
    return /[,}\]]/.test(this.#text.charAt(this.#at)) ? text : this.#toNext(undefined)
  }

  #word(): string {
    const word = /[\w$]*/y
    word.lastIndex = this.#at
    const found = word.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #other(): unknown {
    const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null }
    const word = this.#word()
    this.#skip()
    const known = /[,}\]]/.test(this.#text.charAt(this.#at)) ? words[word] : undefined
    return this.#toNext(known)
  }

  /** Goes on to the comma or bracket that ends this member. */
  #toNext<T>(value: T): T {
    for (let depth = 0; this.#at < this.#end; ) {
      const mark = this.#text.charAt(this.#at)
      if (depth === 0 && /[,}\]]/.test(mark)) return value
      if (/["'`]/.test(mark)) this.#at = endOfString(this.#text, this.#at)
      else {
        if (/[{[(]/.test(mark)) depth++
        if (/[}\])]/.test(mark)) depth--
        this.#at++
      }
    }
    return value
  }

  #skip(): void {
    const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
    blank.lastIndex = this.#at
    blank.exec(this.#text)
    this.#at = blank.lastIndex
  }
}
