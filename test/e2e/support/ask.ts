import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import {
  type CartEvent,
  cartEventSchema,
  type PopupParams,
  type PopupRequest,
  type PopupResult,
  popupSurface,
} from '../../../extension/messages/popup-surface.ts'

/*
 * What a view of the extension asks of the background and is sent by it, without the view's looks. `page` is any of
 * the extension's own pages.
 */

const answerSchema = v.object({ ok: v.literal(true), result: v.unknown() })

/** Rejects when the background answers with an error. */
export async function ask<R extends PopupRequest>(
  page: Page,
  request: R,
  params: PopupParams<R>,
): Promise<PopupResult<R>> {
  const answer = await page.evaluate(question => chrome.runtime.sendMessage(question), {
    to: 'background',
    request,
    params,
  })
  const { result } = v.parse(answerSchema, answer)
  // As in popup-client.ts: TypeScript cannot follow that the table ties the name to the result.
  return v.parse(popupSurface[request].result, result) as never
}

type Line = Extract<CartEvent, { type: 'snapshot' }>['lines'][number]

/** The lines of the chosen cart, as a view that subscribes now is sent them. */
export async function cartLines(page: Page): Promise<Line[]> {
  const first = await page.evaluate(
    () =>
      new Promise(resolve => {
        const port = chrome.runtime.connect({ name: 'cart' })
        port.onMessage.addListener(event => {
          resolve(event)
          port.disconnect()
        })
      }),
  )
  const event = v.parse(cartEventSchema, first)
  if (event.type !== 'snapshot') throw new Error(`The subscription began with ${event.type}`)
  return event.lines
}
