/** How one picture of the gallery is taken. */
export interface Look {
  readonly dark?: boolean
  /** A contrast theme, as Windows has them. */
  readonly forced?: boolean
  readonly rtl?: boolean
  readonly size?: { readonly width: number; readonly height: number }
  /** The whole page, however long it is. */
  readonly whole?: boolean
}
