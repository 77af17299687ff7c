/** Random, 16 url-safe characters. Local to this device: other members know the cart by its keys only. */
export type CartId = string
