import type { MessageKey } from '../../extension/messages/message-key.ts'
import type { Source } from '../../extension/messages/popup-surface.ts'

/** Where a value was read, in plain words. */
export const sourceWords: Readonly<Record<Source, MessageKey>> = {
  'json-ld': 'source_json_ld',
  microdata: 'source_microdata',
  rdfa: 'source_microdata',
  state: 'source_json_ld',
  platform: 'source_json_ld',
  shop: 'source_json_ld',
  meta: 'source_meta',
  page: 'source_page',
}
