/** What a page is asked with. `origin` is the shop's own, with its port. */
export interface Asked {
  readonly origin: string
  readonly parameters: URLSearchParams
}

/** One demo shop: a host name and its pages by name ('' is the front page), each giving whole HTML. */
export interface Shop {
  readonly host: string
  readonly name: string
  /** Sent with every page, beside what every shop sends. */
  readonly headers?: Readonly<Record<string, string>>
  readonly pages: Readonly<Record<string, (asked: Asked) => string>>
}
