/** Something that went wrong in a context of the extension and reached nobody: an uncaught error, a console error. */
export interface Problem {
  /** The context's address, or what the browser says of it. */
  readonly where: string
  readonly text: string
}

/** Collects a browser's problems. A test that ends with unexpected ones fails (setup.ts). */
export class Problems {
  readonly #found: Problem[] = []
  // What a context was doing while its browser closed ends with this; the test is over by then.
  readonly #expected: RegExp[] = [/The browser is shutting down/]

  add(problem: Problem): void {
    this.#found.push(problem)
  }

  /** From now on, problems whose text matches are the test's intention. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  /** All problems so far that nobody expected, once. */
  takeUnexpected(): Problem[] {
    return this.#found.splice(0).filter(({ text }) => !this.#expected.some(pattern => pattern.test(text)))
  }
}

/** One problem per line. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ where, text }) => `${where}: ${text}`).join('\n')
}
