import type { Conflict } from "../constraints/Conflict.ts"
import { differenceOf } from "../constraints/Delta.ts"
import type { LiveScore, Units } from "../constraints/LiveScore.ts"
import { type Score, unitsPerWeight } from "../constraints/Tally.ts"
import { onWhen } from "../constraints/words.ts"
import type { Change } from "../timetable/Change.ts"
import type { LessonId } from "../timetable/Lesson.ts"
import { Blockers } from "./Blockers.ts"
import { ownKinds } from "./Domains.ts"
import { LessonSet } from "./LessonSet.ts"
import { isGiven, pinOf } from "./lessons.ts"
import { RoomOptions } from "./RoomOptions.ts"
import { changeOf, take } from "./spots.ts"
import { Troubles } from "./Troubles.ts"

/** Green: free, and not dearer. Amber: free, at a soft cost. Red: somebody or some hard rule is in the way. Grey: it cannot be. */
export type PlaceColour = "green" | "amber" | "red" | "grey"

/** A slot at which a lesson could begin, and what stands against it. */
export interface Place {
  readonly slot: number
  readonly colour: PlaceColour
  /** The lesson, to that slot, in the rooms that suit it best there. */
  readonly change: Change
  /** By how much the score would change. */
  readonly delta: Score
  /** Kinds of the conflicts that this would add or make worse, each once, the worst first. */
  readonly kinds: ReadonlyArray<string>
  /** Other lessons that these conflicts are about. */
  readonly blocking: ReadonlyArray<LessonId>
  /** The one that decides, in a sentence; empty when nothing stands against it. */
  readonly message: string
  /** Lessons that would have to go elsewhere: they have the teachers, the students or the room at that time. */
  readonly displaces: ReadonlyArray<LessonId>
}

/** Kinds that say of a lesson that it cannot be there, whoever else goes: by itself, or for want of a room. */
const lastWords: ReadonlySet<string> = new Set([
  ...ownKinds,
  "room_unavailable",
  "room_missing",
  "room_unsuitable",
  "room_capacity"
])

/** Every slot of the week, in order, for this lesson; the one where it stands is among them. Afterwards the live score is as before. */
export const whereTo = (live: LiveScore, lesson: number): ReadonlyArray<Place> => {
  const { plan, rulebook } = live
  const { model } = rulebook
  const blockers = new Blockers(rulebook, plan)
  const options = new RoomOptions(rulebook, plan, blockers)
  const troubles = new Troubles(live, live.evaluation().conflicts)
  const held = whyHeld(live, lesson)
  const inTheWay = new LessonSet(model.lessons.length)
  return Array.from({ length: model.slots }, (_, slot) => slot).flatMap(slot => {
    const stays = slot === plan.slotOf[lesson]
    const rooms = options.best(live, lesson, slot)
    const change = changeOf(live, { lesson, slot, rooms })
    if (change === null) return []
    inTheWay.clear()
    if (!stays) blockers.people(lesson, slot, inTheWay)
    if (!stays) blockers.rooms(lesson, slot, rooms, inTheWay)
    const displaces = inTheWay.toArray().flatMap(other => model.lessons[other]?.lesson.id ?? [])
    const before = scoreOf(live.total)
    take(live, { lesson, slot, rooms })
    const place = judged(change, slot, differenceOf(before, scoreOf(live.total)), troubles.caused(1), displaces)
    live.undo()
    return stays || held === null ? [place] : [{ ...place, colour: "grey", message: held }]
  })
}

const scoreOf = ({ hard, soft }: Units): Score => ({ hard: hard / unitsPerWeight, soft: soft / unitsPerWeight })

/** `caused`: conflicts that are new there, or worse, the worst first. */
const judged = (
  change: Change,
  slot: number,
  delta: Score,
  caused: ReadonlyArray<Conflict>,
  displaces: ReadonlyArray<LessonId>
): Place => {
  const last = caused.find(({ kind, severity }) => severity === "hard" && lastWords.has(kind))
  const isHard = caused.some(({ severity }) => severity === "hard")
  const colour = last !== undefined ? "grey" : isHard ? "red" : delta.soft > 0 ? "amber" : "green"
  return {
    slot,
    colour,
    change,
    delta,
    kinds: [...new Set(caused.map(({ kind }) => kind))],
    blocking: [...new Set(caused.flatMap(({ lessons }) => lessons))].filter(id => id !== change.lessonId),
    message: colour === "green" ? "" : ((last ?? caused[0])?.message ?? ""),
    displaces
  }
}

/** Why the lesson may not be moved at all; null = it may. */
const whyHeld = ({ rulebook: { model }, plan }: LiveScore, lesson: number): string | null => {
  const name = model.lessons[lesson]?.name ?? "the lesson"
  const at = onWhen(
    model,
    [plan.slotOf[lesson] ?? -1].filter(slot => slot >= 0)
  )
  const pin = pinOf(model, lesson)
  if (pin !== null) return `${name} is pinned${at} by ${pin.by}${pin.why === "" ? "" : `: ${pin.why}`}`
  return isGiven(model, lesson) ? `the time of ${name} is given${at}` : null
}
