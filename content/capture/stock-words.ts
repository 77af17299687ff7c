/*
 * What shops write of what can be had and what is gone. Matched against lower case:
 * patterns that ignore case are many times slower.
 */

/** What is gone: sold out, unavailable, an auction that has ended. */
export const gone = new RegExp(
  [
    String.raw`\bout[- ]of[- ]stock|\bsold ?out\b|\b(?:currently|temporarily|no longer|not) (?:available|in stock)\b|\b(?:currently|temporarily|is|item) unavailable|^unavailable$|\bdiscontinued\b|\b(?:listing|item|auction|bidding) (?:was |has )?(?:ended|sold)|^ended:?$`,
    `ausverkauft|vergriffen|nicht (?:mehr )?(?:verfügbar|lieferbar|vorrätig|auf lager)|derzeit nicht|épuisé|rupture de stock|indisponible|plus disponible`,
    `agotado|sin (?:stock|existencias)|no disponible|esaurito|non disponibil|esgotado|(?:indis|não dis)poníve[li]|sem stock|uitverkocht|niet (?:meer )?(?:beschikbaar|lever|verkrijg|op voor)`,
    `slutsåld|slut i lager|(?:ej|inte) i lager|udsolgt|ikke på lager|utsolgt|loppuunmyyty|wyprzedan|niedostępn|vyprodáno|není skladem|nedostupn|vypredan|nie je skladom`,
    `elfogyott|stoc epuizat|indisponibil|rasprodan|nije dostup|нет (?:в наличии|на складе)|распродан|закончился|недоступен|немає в наявності|изчерпан`,
    `εξαντλ|stokta yok|tükendi|mevcut değil|نفد|غير متوفر|ناموجود|אזל|אין במלאי|売り切れ|(?:在庫|品)切れ|在庫なし|[缺无無][货貨]|售[罄完]|품절|hết hàng|habis|สินค้าหมด`,
  ].join('|'),
  'u',
)

/**
 * What can be had: said beside a sold-out variant or a hidden badge, it decides. Where nothing is said, a button or a
 * price speaks for it, so the languages of the most shops are enough.
 */
export const there =
  /\bin stock\b|\bavailable (?:now|online)|^available$|\b\d+ (?:left|available)\b|\bready to ship\b|\bships (?:in|within|today)|auf lager|vorrätig|lieferbar|^verfügbar|sofort verfügbar|en stock|^disponible|disponibil|op voorraad|på lager|i lager|dostępny|sklad[eo]m|raktáron|в наличии|במלאי|在庫あり|[有現现][货貨]|재고/u
