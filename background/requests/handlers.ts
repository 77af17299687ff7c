import type { PopupParams, PopupRequest, PopupResult } from '../../extension/messages/popup-surface.ts'

/** One answer for each request of the popup's surface: a missing one is a compile error. */
export type Handlers = {
  readonly [R in PopupRequest]: (params: PopupParams<R>) => Promise<PopupResult<R>>
}
