/** A square picture of a product, as an SVG file. */
export function picture({ drawing, colour }: { drawing: string; colour: string }): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">
<rect width="400" height="400" fill="${colour}"/>
<circle cx="200" cy="200" r="140" fill="#fff" opacity=".45"/>
<text x="200" y="200" font-size="150" text-anchor="middle" dominant-baseline="central">${drawing}</text>
</svg>
`
}
