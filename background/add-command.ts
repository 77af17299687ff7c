import type { Badge } from './badge.ts'
import { withoutOpenPrice } from './capture/settle-currency.ts'
import type { Handlers } from './requests/handlers.ts'

/**
 * Adds what a tab shows without asking: the keyboard command and the context menu. Where there is nothing to add, or
 * it could not be saved, the popup opens and says so.
 */
export async function addFromTab(
  tab: number,
  { capture, add }: Pick<Handlers, 'capture' | 'add'>,
  badge: Badge,
): Promise<void> {
  try {
    const outcome = await capture({ tab })
    if (outcome.kind !== 'product') {
      badge.notAdded()
      return
    }
    await add({ product: withoutOpenPrice(outcome), quantity: 1 })
    badge.added()
  } catch (error) {
    console.error('The page’s product could not be added:', error)
    badge.notAdded()
  }
}
