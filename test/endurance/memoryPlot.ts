/** One line of the plot: minutes, MB. */
export interface Curve {
  readonly name: string
  readonly light: string
  readonly dark: string
  readonly points: ReadonlyArray<readonly [minutes: number, megabytes: number]>
}

const [width, height] = [760, 300]
const frame = { left: 56, right: 20, top: 44, bottom: 40 }

/** A step of 1, 2 or 5 times a power of ten, so that there are some `count` of them up to `most`. */
const stepOf = (most: number, count: number): number => {
  const power = 10 ** Math.floor(Math.log10(most / count))
  return power * ([1, 2, 5, 10].find(factor => (factor * power * count) / most >= 1) ?? 10)
}

const upTo = (most: number, step: number): ReadonlyArray<number> =>
  Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step)

/** An SVG that can be read on a light and on a dark page; the axes begin at 0, so that a slope looks as steep as it is. */
export const memoryPlot = (title: string, curves: ReadonlyArray<Curve>): string => {
  const points = curves.flatMap(curve => curve.points)
  const minutes = Math.max(...points.map(([x]) => x))
  const step = stepOf(Math.max(...points.map(([, y]) => y)), 5)
  const megabytes = step * Math.ceil((1.05 * Math.max(...points.map(([, y]) => y))) / step)
  const x = (at: number) => frame.left + (at / minutes) * (width - frame.left - frame.right)
  const y = (mb: number) => height - frame.bottom - (mb / megabytes) * (height - frame.top - frame.bottom)
  const at = (value: number) => value.toFixed(1)
  const path = ({ points }: Curve) => points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${at(x(px))} ${at(y(py))}`)
  /** Clear of the end of its line, where its name is. */
  const above = ({ points }: Curve) => Math.min(...points.slice(-points.length / 3).map(([, py]) => y(py))) - 8
  const bottom = height - frame.bottom
  const colours = (scheme: "light" | "dark") =>
    curves.map((curve, i) => `.c${i}{stroke:${curve[scheme]}}.t${i}{fill:${curve[scheme]}}`).join("")
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">`,
    `<style>text{font:12px system-ui,sans-serif;fill:#57606a}.grid{stroke:#d0d7de}path{fill:none;stroke-width:2}${colours("light")}`,
    `@media(prefers-color-scheme:dark){text{fill:#9da7b3}.grid{stroke:#373e47}${colours("dark")}}</style>`,
    `<text x="${frame.left}" y="18">${title}</text>`,
    ...upTo(megabytes, step).flatMap(mb => [
      `<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${at(y(mb))}" y2="${at(y(mb))}"/>`,
      `<text x="${frame.left - 8}" y="${at(y(mb) + 4)}" text-anchor="end">${mb}</text>`
    ]),
    ...upTo(minutes, stepOf(minutes, 6)).map(
      minute => `<text x="${at(x(minute))}" y="${bottom + 18}" text-anchor="middle">${minute}</text>`
    ),
    `<text x="${width - frame.right}" y="${height - 6}" text-anchor="end">minutes</text>`,
    `<text x="${frame.left - 8}" y="${frame.top - 12}" text-anchor="end">MB</text>`,
    ...curves.flatMap((curve, i) => [
      `<path class="c${i}" d="${path(curve).join("")}"/>`,
      `<text class="t${i}" x="${width - frame.right}" y="${at(above(curve))}" text-anchor="end">${curve.name}</text>`
    ]),
    "</svg>",
    ""
  ].join("\n")
}
