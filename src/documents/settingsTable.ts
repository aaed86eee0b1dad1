/** What is told of a setting. */
export interface Told {
  readonly name: string
  readonly fallback: string | null
  readonly about: string
}

/** Settings as a table in Markdown: as the README has it. */
export const settingsTable = (settings: ReadonlyArray<Told>): string =>
  [
    "| setting | default | |",
    "|---|---|---|",
    ...settings.map(({ name, fallback, about }) => {
      const written = fallback === null || fallback === "" ? "" : `\`${fallback}\``
      return `| \`${name}\` | ${written} | ${about.replaceAll("|", "\\|")} |`
    })
  ].join("\n")

export const tableBegins = "<!-- settings: npm run docs writes this table -->"
export const tableEnds = "<!-- /settings -->"

/** A text with that table in its place; null where it has no place for it. */
export const withSettings = (text: string, settings: ReadonlyArray<Told>): string | null => {
  const [before, after] = [text.indexOf(tableBegins), text.indexOf(tableEnds)]
  if (before < 0 || after < before) return null
  return `${text.slice(0, before + tableBegins.length)}\n${settingsTable(settings)}\n${text.slice(after)}`
}
