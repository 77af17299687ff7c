import type catalogue from '../locales/en/messages.json'

/** A key of the texts in `extension/locales`. The English catalogue is the one that has every key. */
export type MessageKey = keyof typeof catalogue

/** `items` for the pair `items_one`, `items_other`; a translation adds the forms that its language has. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never
