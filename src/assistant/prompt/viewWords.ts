import type { Model } from "../../constraints/Model.ts"
import { count, listed } from "../../constraints/words.ts"
import type { ScheduleContext } from "../../protocol/ChatMessage.ts"
import { short } from "./fence.ts"

const maxNamed = 10
const maxFilters = 10
const maxText = 120

const views = {
  weekly: "the whole week",
  teacher: "the teachers' view",
  class: "the classes' view",
  room: "the rooms' view"
} as const

/** "teacher Mrs. Smith": what an id stands for; null where the timetable does not have it. */
const entity = (model: Model, id: string): string | null => {
  const { body } = model
  const named: ReadonlyArray<readonly [string, string | undefined]> = [
    ["teacher", body.teachers[model.teacherIndex.get(id) ?? -1]?.name],
    ["class", body.classes[model.classIndex.get(id) ?? -1]?.name],
    ["room", body.rooms[model.roomIndex.get(id) ?? -1]?.name],
    ["lesson", model.lessons[model.lessonIndex.get(id) ?? -1]?.name]
  ]
  const [found] = named.flatMap(([kind, name]) => (name === undefined ? [] : `${kind} ${short(name, maxText)}`))
  return found ?? null
}

const shortList = (texts: ReadonlyArray<string>, most: number): string =>
  texts.length <= most ? listed(texts) : `${texts.slice(0, most).join(", ")} and ${texts.length - most} more`

/** What the user has on the screen, in a sentence or two. Bounded; ids that the timetable does not have are not told. */
export const viewWords = (model: Model, view: ScheduleContext): string => {
  const selected = view.selected_entities.flatMap(id => entity(model, id) ?? [])
  const filters = Object.entries(view.filters_applied).map(
    ([key, value]) => `${short(key, maxText)}=${short(JSON.stringify(value) ?? "", maxText)}`
  )
  return [
    `The user is looking at ${views[view.current_view]}`,
    selected.length === 0 ? "" : ` with ${shortList(selected, maxNamed)} selected`,
    `; ${count(view.visible_conflicts.length, "conflict")} visible`,
    filters.length === 0 ? "" : `; filtered by ${shortList(filters, maxFilters)}`,
    "."
  ].join("")
}
