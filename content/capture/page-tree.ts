import { all, rootOf } from './dom.ts'

/** A page's document and the open shadow roots in it, which queries on the document do not enter. */
export interface PageTree {
  readonly document: Document
  readonly root: Element
  readonly shadows: readonly ShadowRoot[]
}

const mostElements = 20_000
const mostShadows = 300

// What can hold a shadow root: an element of the shop's own making, or one that is empty without it. Looking at every
// element of a page would take as long as reading it.
const builtIn =
  'a,abbr,article,aside,b,body,br,button,circle,dd,defs,div,dl,dt,em,fieldset,figcaption,figure,footer,form,g,h1,h2,h3,h4,h5,h6,' +
  'head,header,hr,i,iframe,img,input,ins,label,legend,li,line,link,main,meta,nav,noscript,ol,optgroup,option,p,path,picture,' +
  'polygon,rect,s,script,section,select,small,source,span,strong,style,sub,sup,svg,symbol,table,tbody,td,template,textarea,' +
  'tfoot,th,thead,title,tr,u,ul,use,video'
const hosts = `:not(${builtIn}),:is(div,section,article,main):empty`

/** Finds the shadow roots of a page, those in shadow roots too. */
export function treeOf(document: Document): PageTree {
  const root = rootOf(document)
  const shadows: ShadowRoot[] = []
  const look = (within: Element | ShadowRoot) => {
    for (const element of all(within, hosts, mostElements)) {
      const shadow = shadowOf(element)
      if (!shadow || shadows.length === mostShadows) continue
      shadows.push(shadow)
      look(shadow)
    }
  }
  look(root)
  return { document, root, shadows }
}

const shadowGetter = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot')?.get

/** The open shadow root of an element, if it has one. */
export const shadowOf = (element: Element): ShadowRoot | null => shadowGetter?.call(element) ?? null

/** The first `most` elements that match, in the document and then in its shadow roots. */
export function allIn(tree: PageTree, selector: string, most = 500): Element[] {
  const found = all(tree.root, selector, most)
  for (const shadow of tree.shadows) {
    if (found.length >= most) break
    found.push(...all(shadow, selector, most - found.length))
  }
  return found
}
