/** Start and end of a period, "HH:MM"; null where its name does not say. */
export interface ClockSpan {
  readonly start: string | null
  readonly end: string | null
}

const clock = /(?<![\d.:])([01]?\d|2[0-3])([:.h])([0-5]\d)(?![\d.:]|\s*[ap]\.?m)/gi

const spanIn = (name: string): ClockSpan => {
  const found = [...name.matchAll(clock)]
  const [start, end] = found.map(([, hours = "", , minutes = ""]) => `${hours.padStart(2, "0")}:${minutes}`)
  // "1.10" alone may be a number; two of them are a span of time.
  if (start === undefined || found.length > 2 || (found.length === 1 && found[0]?.[2] === ".")) return unknown
  return { start, end: end ?? null }
}

const unknown: ClockSpan = { start: null, end: null }

/**
 * The clock times that stand in the names of a day's periods ("9.30 - 11.00", "11:00"). Only when they are sure: if any
 * period would end before it starts, or start before the one above it is over, none is believed (afternoons on a
 * 12-hour clock look like that).
 */
export const clockTimes = (names: ReadonlyArray<string>): ReadonlyArray<ClockSpan> => {
  const spans = names.map(spanIn)
  let lastStart = ""
  let lastEnd = ""
  for (const { start, end } of spans) {
    if (start === null) continue
    if (start <= lastStart || start < lastEnd || (end !== null && end <= start)) return names.map(() => unknown)
    lastStart = start
    lastEnd = end ?? start
  }
  return spans
}
