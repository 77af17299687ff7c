/** Parameters that choose a variant of a product; shops name them after what is chosen. */
const variantPattern =
  /^(?:variant|variation|variante|varid|sku|item|itemid|selected|option|options|attribute|size|sizes|groesse|größe|taille|talla|taglia|maat|storlek|colou?r|colou?rid|farbe|couleur|colore|cor|kleur|style|swatch|material|flavou?r|pack|edition|model|format|length|width|attribute_.+|dwvar_.+|super_attribute.*|options?\[.+|pa_.+|opt_.+)(?:_?(?:id|code|name))?$/i

/** Whether a parameter has the name of one that chooses a variant. */
export const isVariantName = (name: string): boolean => variantPattern.test(name)
