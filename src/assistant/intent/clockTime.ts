import { clockOf, type Piece } from "./Piece.ts"

/** A moment and the pieces it takes; `loose`: a bare number, which is an hour only where an hour is expected. */
interface Moment {
  readonly minutes: number
  readonly used: number
  readonly loose: boolean
}

/** A bare hour before this one is not taken for one. */
const earliest = 7

const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`

const momentAt = (pieces: ReadonlyArray<Piece>, at: number): Moment | null => {
  const sign = pieces[at]?.signs[0]
  const next = pieces[at + 1]?.signs[0]
  const suffix = next?.is === "hours" ? next : null
  if (sign?.is === "clock") {
    const afternoon = suffix?.half === "pm" && sign.minutes < 12 * 60
    return {
      minutes: sign.minutes + (afternoon ? 12 * 60 : 0),
      used: suffix === null ? 1 : 2,
      loose: false
    }
  }
  if (sign?.is !== "number") return null
  // "at 3" is no hour before school but one after noon, or a period: not for us to guess.
  if (suffix === null && sign.n < earliest) return null
  const [hour] = clockOf(sign.n, suffix?.half ?? null)
  return hour?.is === "clock" ? { minutes: hour.minutes, used: suffix === null ? 1 : 2, loose: suffix === null } : null
}

const cueAt = (pieces: ReadonlyArray<Piece>, at: number): string | null => {
  const sign = pieces[at]?.signs[0]
  return sign?.is === "cue" ? sign.cue : null
}

/** "at 10", "10:15", "2 pm", "from 9 to 11:30", "between 9 and 11" as a command's `time`; null when none stands here. */
export const clockTime = (
  pieces: ReadonlyArray<Piece>,
  at: number
): { readonly time: string; readonly used: number } | null => {
  const lead = cueAt(pieces, at)
  const opens = lead === "from" || lead === "between"
  const start = opens || lead === "at" ? at + 1 : at
  const from = momentAt(pieces, start)
  if (from === null) return null
  const afterFrom = start + from.used
  const joiner = cueAt(pieces, afterFrom)
  const joined = joiner === "to" || (opens && joiner === "and") ? afterFrom + 1 : afterFrom
  const to = momentAt(pieces, joined)
  // Bare numbers are hours only where the sentence opens a stretch: "periods 3 to 5" is none.
  const stretches = to !== null && to.minutes > from.minutes && (opens || (!from.loose && !to.loose))
  if (stretches) return { time: `${text(from.minutes)}-${text(to.minutes)}`, used: joined + to.used - at }
  return from.loose && lead !== "at" ? null : { time: text(from.minutes), used: start + from.used - at }
}
