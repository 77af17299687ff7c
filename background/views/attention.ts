/**
 * Takes from each kind of view when its first one opens (true) and its last one closes (false), and tells `onChange` of
 * the first and the last of all.
 */
export function countAttention(onChange: (active: boolean) => void): (active: boolean) => void {
  let attentive = 0
  return active => {
    attentive += active ? 1 : -1
    if (attentive === (active ? 1 : 0)) onChange(active)
  }
}
