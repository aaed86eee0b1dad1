import { Effect, Schema } from "effect"
import type { Model } from "../../constraints/Model.ts"
import type { Plan } from "../../constraints/Plan.ts"
import type { WireFree } from "../../protocol/WirePlaces.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { slotName } from "../../timetable/WeekGrid.ts"
import { command } from "../Command.ts"
import { findSlot } from "../lookups/slotLookup.ts"
import { counted } from "../proposals/changeWords.ts"
import { wireSlot, wireTimetable } from "../wire.ts"
import { needed } from "./parameters.ts"

const maxLines = 20
type Kind = WireFree["kind"]

export const free = command({
  name: "/free",
  summary: "Which rooms, teachers or classes have nothing to do at a time.",
  example: '/free kind=room slot="thursday 4"',
  role: "viewer",
  bare: null,
  parameters: Schema.Struct({
    kind: Schema.Literal("room", "teacher", "class").annotations({
      description: "room, teacher or class",
      message: () => ({ message: "is room, teacher or class", override: true })
    }),
    slot: needed("a day and a period, e.g. thursday 4")
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model, plan } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const slot = yield* findSlot(model, asked.slot, "slot")
      const resources = freeAt(model, plan, asked.kind, slot)
      return {
        text: words(asked.kind, slotName(model.body.grid, slot), resources),
        data: {
          kind: "free" as const,
          timetable: wireTimetable(timetable),
          slot: wireSlot(model, slot) ?? (yield* Effect.dieMessage(`no slot ${slot}`)),
          resources
        },
        conflictIds: [],
        lessonIds: [],
        actions: []
      }
    })
})

/** In the order of the timetable; those that are unavailable then are not free. A week counts where nothing is held in it. */
const freeAt = (model: Model, plan: Plan, kind: Kind, slot: number): ReadonlyArray<WireFree> => {
  const { body } = model
  const weeksOf = (isFree: (time: number) => boolean): ReadonlyArray<number> =>
    Array.from({ length: model.weeks }, (_, week) => week).filter(week => isFree(week * model.slots + slot))
  const labels = (weeks: ReadonlyArray<number>) =>
    weeks.length === model.weeks ? [] : weeks.flatMap(week => body.cycle.labels[week] ?? `week ${week + 1}`)
  const listed = <A extends { readonly id: string; readonly name: string }>(
    items: ReadonlyArray<A>,
    off: ReadonlyArray<Uint8Array>,
    isFree: (item: number, time: number) => boolean,
    more: (item: A) => Partial<WireFree>
  ): ReadonlyArray<WireFree> =>
    items.flatMap((item, i) => {
      const weeks = off[i]?.[slot] === 1 ? [] : weeksOf(time => isFree(i, time))
      return weeks.length === 0 ? [] : [{ kind, id: item.id, name: item.name, weeks: labels(weeks), ...more(item) }]
    })
  switch (kind) {
    case "room":
      return listed(
        body.rooms,
        model.roomOff,
        (room, time) => plan.roomAt.count(room, time) === 0,
        ({ capacity, building, features }) => ({ capacity, building, features })
      )
    case "teacher":
      return listed(
        body.teachers,
        model.teacherOff,
        (teacher, time) => plan.teacherAt.count(teacher, time) === 0,
        () => ({})
      )
    case "class":
      return listed(
        body.classes,
        model.classOff,
        (index, time) =>
          model.atomsOfClass[index]?.every(
            atom => plan.atomAt.count(atom, time) === 0 && model.atomOff[atom]?.[slot] !== 1
          ) ?? false,
        () => ({})
      )
  }
}

const nouns = { room: "room", teacher: "teacher", class: "class" } as const

const words = (kind: Kind, when: string, resources: ReadonlyArray<WireFree>): string => {
  const plural = kind === "class" ? "classes" : `${nouns[kind]}s`
  if (resources.length === 0) return `No ${nouns[kind]} is free on ${when}.`
  const lines = resources
    .slice(0, maxLines)
    .map(({ name, weeks, capacity, features }) =>
      [
        `• ${name}`,
        capacity == null ? "" : counted(capacity, "seat"),
        (features ?? []).join(", "),
        weeks.length === 0 ? "" : `only in week ${weeks.join(", ")}`
      ]
        .filter(part => part !== "")
        .join(" · ")
    )
  const left = resources.length - lines.length
  return [
    `${resources.length} ${resources.length === 1 ? nouns[kind] : plural} free on ${when}:`,
    ...lines,
    ...(left > 0 ? [`… and ${left} more.`] : [])
  ].join("\n")
}
