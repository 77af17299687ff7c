import { isVariantName } from './variant-parameters.ts'

// Parameters that say where a visitor came from and never what the page shows. "*" stands for any characters.
const tracking =
  'utm_* mtm_* pk_* piwik_* hsa_* matomo_* ga_* vero_* oly_* mc_* _hs* trk* wt_* wt. cm_* itm_* spm* scm* pd_rd_* pf_rd_* ' +
  'gclsrc gbraid wbraid gad_* igshid igsh li_fat_id epik srsltid _ga _gl _openstat _kx _pos _ss _psq _fid ' +
  '_branch_match_id _bta_* mkt_tok ref ref_ referrer referer refid source src campaign* cid cmpid camp aff* awc awin* ' +
  '*clid *clickid click_id partner tag linkcode linkid ascsubtag psc th qid sr sprefix crid keywords dib* smid ' +
  'content-id qu qs *sessionid session_id pr_* variant_ref fb_* email share* rdt_cid zanpid adid adgroupid'
const trackingPattern = patternOf(tracking)

/** Parameters that choose the language or the currency a page is shown in. */
const localePattern =
  /^(?:lang|language|locale|hl|l|currency|cur|curr|country|shipcountry|store|___store|___from_store)$/i

export const isTracking = (name: string): boolean => trackingPattern.test(name)
/** Whether a parameter chooses a variant of a product. */
export const isVariant = (name: string): boolean => !isTracking(name) && isVariantName(name)
export const isLocale = (name: string): boolean => localePattern.test(name)

function patternOf(list: string): RegExp {
  const names = list.split(' ').map(name => name.replace(/[.[\]]/g, '\\$&').replaceAll('*', '.*'))
  return new RegExp(`^(?:${names.join('|')})$`, 'i')
}
