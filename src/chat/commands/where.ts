import { Effect, Schema } from "effect"
import type { Model } from "../../constraints/Model.ts"
import { numbersOf } from "../../constraints/Plan.ts"
import type { WireNamed } from "../../protocol/Facts.ts"
import type { WirePlace } from "../../protocol/WirePlaces.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { type Place, whereTo } from "../../suggestions/whereTo.ts"
import { command } from "../Command.ts"
import { findLesson, lessonAt } from "../lookups/lessonLookup.ts"
import { actionId } from "../proposals/actionId.ts"
import { deltaWords, listed, slotWords } from "../proposals/changeWords.ts"
import { lessonName } from "../proposals/wireSuggestion.ts"
import { wireLessons, wireSlot, wireTimetable } from "../wire.ts"
import { lesson } from "./parameters.ts"

const maxButtons = 5
const maxShown = 6

export const where = command({
  name: "/where",
  summary: "Where a lesson could go: for every slot green, amber with its cost, red displaces whom, grey why not.",
  example: '/where lesson="7b Maths tuesday 3"',
  role: "viewer",
  bare: "lesson",
  parameters: Schema.Struct({ lesson }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan, live } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const index = yield* findLesson(model, plan, asked.lesson, asker.context)
      const id = model.lessons[index]?.lesson.id ?? ""
      const here = plan.slotOf[index] ?? -1
      const places = whereTo(live, index).flatMap(place => wirePlace(model, index, here, place))
      const elsewhere = places.filter(place => !place.here)
      const open = [...elsewhere.filter(({ colour }) => colour === "green"), ...byCost(elsewhere, "amber")]
      return {
        text: words(lessonAt(model, plan, index), elsewhere),
        data: {
          kind: "where" as const,
          timetable: wireTimetable(timetable),
          lesson: wireLessons(model, plan, [index])[0] ?? (yield* Effect.dieMessage(`no lesson ${index}`)),
          places
        },
        conflictIds: [],
        lessonIds: [id],
        actions: open.slice(0, maxButtons).map(({ slot }) => ({
          id: actionId("move", String(slot.slot), id),
          label: `What if it moved to ${slotWords(slot)}?`,
          command: "/move",
          parameters: { lesson: id, to: slotWords(slot) }
        }))
      }
    })
})

const wirePlace = (model: Model, lesson: number, here: number, place: Place): ReadonlyArray<WirePlace> => {
  const slot = wireSlot(model, place.slot)
  const { to } = place.change
  const rooms = to === null ? [] : [...numbersOf(model, lesson, to).rooms]
  const named = (ids: ReadonlyArray<string>): ReadonlyArray<WireNamed> =>
    ids.map(id => ({ id, name: lessonName(model, id) }))
  return slot === null
    ? []
    : [
        {
          slot,
          colour: place.colour,
          here: place.slot === here,
          rooms: rooms.flatMap(room => {
            const found = model.body.rooms[room]
            return found === undefined ? [] : [{ id: found.id, name: found.name }]
          }),
          hard: place.delta.hard,
          soft: place.delta.soft,
          kinds: place.kinds,
          message: place.message,
          blocking: named(place.blocking),
          displaces: named(place.displaces)
        }
      ]
}

const byCost = (places: ReadonlyArray<WirePlace>, colour: WirePlace["colour"]): ReadonlyArray<WirePlace> =>
  places.filter(place => place.colour === colour).sort((a, b) => a.hard - b.hard || a.soft - b.soft)

const words = (name: string, places: ReadonlyArray<WirePlace>): string => {
  const of = (colour: WirePlace["colour"]) => byCost(places, colour)
  const [green, amber, red, grey] = [of("green"), of("amber"), of("red"), of("grey")]
  const why = (place: WirePlace): string =>
    place.displaces.length === 0
      ? `${slotWords(place.slot)} (${place.message})`
      : `${slotWords(place.slot)} (displaces ${listed(place.displaces.map(lesson => lesson.name))})`
  return [
    `${name}: ${green.length} free, ${amber.length} at a cost, ${red.length} taken, ${grey.length} impossible.`,
    ...(green.length === 0
      ? []
      : [
          `Green: ${listed(
            green.map(({ slot }) => slotWords(slot)),
            maxShown
          )}.`
        ]),
    ...(amber.length === 0
      ? []
      : [
          `Amber: ${listed(
            amber.map(place => `${slotWords(place.slot)} (${deltaWords(place)})`),
            maxShown
          )}.`
        ]),
    ...(red.length === 0 ? [] : [`Red: ${listed(red.map(why), maxShown)}.`]),
    ...(grey.length === 0 ? [] : [`Grey: ${listed(grey.map(why), maxShown)}.`]),
    "Nothing is changed: /move shows what a place would do."
  ].join("\n")
}
