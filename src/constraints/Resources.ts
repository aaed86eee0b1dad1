import type { Group } from "../timetable/Group.ts"
import type { TimetableBody } from "../timetable/Timetable.ts"

/** Anybody or anything that lessons need: what the rules of XHSTT speak of, whatever its kind. */
export interface Resource {
  readonly kind: "teacher" | "class" | "room" | "other"
  /** Its number among those of its kind. */
  readonly index: number
  readonly id: string
  readonly name: string
}

/** All of them: teachers, classes, rooms, others, each in the order of the timetable. */
export const resourcesOf = (body: TimetableBody): ReadonlyArray<Resource> => {
  const all = (kind: Resource["kind"], items: ReadonlyArray<{ readonly id: string; readonly name: string }>) =>
    items.map(({ id, name }, index): Resource => ({ kind, index, id, name }))
  return [
    ...all("teacher", body.teachers),
    ...all("class", body.classes),
    ...all("room", body.rooms),
    ...all("other", body.others)
  ]
}

type Members<Of extends Group["of"]> = ReadonlyMap<string, Extract<Group, { readonly of: Of }>>

/** Groups by id, among those of the same things. */
export interface GroupIndex {
  readonly times: Members<"times">
  readonly courses: Members<"courses">
  readonly resources: Members<"resources">
}

export const groupIndexOf = ({ groups }: TimetableBody): GroupIndex => ({
  times: new Map(groups.flatMap(group => (group.of === "times" ? [[group.id, group] as const] : []))),
  courses: new Map(groups.flatMap(group => (group.of === "courses" ? [[group.id, group] as const] : []))),
  resources: new Map(groups.flatMap(group => (group.of === "resources" ? [[group.id, group] as const] : [])))
})
