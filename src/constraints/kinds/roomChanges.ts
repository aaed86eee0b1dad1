import type { Rule } from "../Rule.ts"
import { changePoints } from "./changes.ts"

/**
 * People stay in a room when they can. Deviation: changes of room above `max_per_day` for each teacher or class (its
 * worst-off student) and day, above `max_per_week` for each; in a cycle the worst week counts. Scope: teachers or
 * classes. Parameters: `max_per_day`, `max_per_week`, at least one.
 * Source: FET, TeacherMaxRoomChangesPerDay, -PerWeek, and the same for students.
 */
export const roomChanges: Rule = {
  kind: "room_changes",
  sentence: "Nobody has to change rooms often.",
  unit: "change",
  points: (model, constraint) => changePoints(model, constraint, "room")
}
