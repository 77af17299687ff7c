import { openPopup, setBadge } from '../extension/browser/action.ts'
import type { CartLine } from '../extension/cart/cart-view.ts'

const colours = { count: '#5b6b2a', added: '#2f6f4f', trouble: '#b4472e' }
const shownMs = 2_500

/** The toolbar button's badge: how many lines are left to buy, and for a moment what a command did. */
export interface Badge {
  show(lines: readonly CartLine[]): void
  added(): void
  /** Nothing could be added from the page: opens the popup, which says why; where that is refused, the badge warns. */
  notAdded(): void
}

export function createBadge(): Badge {
  let count = ''
  let moment: ReturnType<typeof setTimeout> | undefined

  function paint(text: string, colour: string): void {
    setBadge(text, colour).catch(error => console.error('The badge could not be set:', error))
  }

  function flash(text: string, colour: string): void {
    clearTimeout(moment)
    paint(text, colour)
    moment = setTimeout(() => {
      moment = undefined
      paint(count, colours.count)
    }, shownMs)
  }

  return {
    show(lines) {
      const left = lines.filter(({ quantity, bought }) => bought < quantity).length
      count = left === 0 ? '' : String(left)
      if (moment === undefined) paint(count, colours.count)
    },
    added: () => flash('✓', colours.added),
    notAdded() {
      openPopup().catch(() => flash('!', colours.trouble))
    },
  }
}
