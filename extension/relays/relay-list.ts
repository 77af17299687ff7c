/*
 * The relays that carts use unless a build names others (RELAYS). Facts of this list come from public lists, read in
 * stored copies; no relay was ever contacted for it. So it says what others saw, and when: each device tries a relay out
 * (background/network/relays/probe.ts) before a cart of its own relies on it.
 *
 * Taken in (November 2026) were relays that two independent sources of that year name, and that none calls paid or
 * restricted or by its name is for something else (bridges, test servers). A relay that is gone keeps its entry, with
 * `retired`: devices then know that it was picked from here, and take another in its place.
 */

interface Source {
  readonly what: string
  readonly where: string
  /** Year, month, day. */
  readonly date: string
}

const sources = {
  georelays2025: {
    what: 'relays that gave and took an event when bitchat’s list was made; the run of its discovery ended on this day',
    where: 'github.com/permissionlesstech/georelays, nostr_relays.csv, commit 009d010',
    date: '2025-08-24',
  },
  georelays: {
    what: 'relays that gave and took an event (kind 20000) when bitchat’s list was made',
    where: 'github.com/permissionlesstech/georelays, nostr_relays.csv, commit 1184a7b',
    date: '2026-06-09',
  },
  gossip: {
    what: 'relays to be suggested on the first run of the client gossip',
    where: 'github.com/mikedilger/gossip, pull request 1013',
    date: '2026-03-26',
  },
  crays: {
    what: 'a public relay whose NIP-11 document was read on this day',
    where: 'crays.org/nostr/relays, one page for each relay',
    date: '2026-06-18',
  },
  trystero: {
    what: 'default relays of Trystero, which drops those that fail it',
    where: 'npm @trystero-p2p/nostr 0.25.4, defaultRelayUrls',
    date: '2026-09-04',
  },
} as const satisfies Record<string, Source>

interface ListedRelay {
  /** Canonical (`relayAddress`). */
  readonly url: string
  /** Who names it. */
  readonly sources: readonly (keyof typeof sources)[]
  /** What `crays` read in its NIP-11 document. */
  readonly software?: string
  /** Bytes of a message that it takes, as `crays` read it. */
  readonly messageBytes?: number
  /** No cart takes it any more since this date. */
  readonly retired?: string
}

const listed = ['georelays2025', 'georelays', 'trystero'] as const

export const relayList: readonly ListedRelay[] = [
  { url: 'wss://nos.lol', sources: [...listed, 'crays'], software: 'strfry' },
  { url: 'wss://nostr-01.yakihonne.com', sources: listed },
  { url: 'wss://nostr-relay.corb.net', sources: ['georelays', 'trystero'] },
  { url: 'wss://nostr.data.haus', sources: listed },
  { url: 'wss://nostr.islandarea.net', sources: ['georelays', 'trystero'] },
  {
    url: 'wss://nostr.mom',
    sources: ['georelays2025', 'georelays', 'gossip', 'crays'],
    software: 'strfry',
    messageBytes: 131_072,
  },
  { url: 'wss://nostr.sathoarder.com', sources: listed },
  { url: 'wss://nostr.vulpem.com', sources: listed },
  { url: 'wss://purplerelay.com', sources: listed },
  { url: 'wss://relay-rpi.edufeed.org', sources: listed },
  { url: 'wss://relay.agorist.space', sources: listed },
  { url: 'wss://relay.damus.io', sources: ['georelays2025', 'georelays', 'gossip'] },
  { url: 'wss://relay.mostro.network', sources: listed },
  { url: 'wss://relay.primal.net', sources: ['georelays2025', 'georelays', 'gossip'] },
  { url: 'wss://relay.sigit.io', sources: listed },
  { url: 'wss://relay02.lnfi.network', sources: listed },
  { url: 'wss://schnorr.me', sources: listed },
  { url: 'wss://social.amanah.eblessing.co', sources: ['georelays', 'trystero'] },
  { url: 'wss://strfry.shock.network', sources: listed },
]

/** The addresses of those that carts may still take. */
export const shippedRelays: readonly string[] = relayList.flatMap(({ url, retired }) =>
  retired ? [] : [url],
)

const retiredRelays = new Set(relayList.flatMap(({ url, retired }) => (retired ? [url] : [])))

/** Whether a relay was once picked from this list and is to be used no more. */
export function isRetired(url: string): boolean {
  return retiredRelays.has(url)
}
