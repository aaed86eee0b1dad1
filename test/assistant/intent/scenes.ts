import type { ViewContext } from "../../../src/assistant/intent/Context.ts"
import { type Memory, nothingYet } from "../../../src/assistant/intent/Memory.ts"
import type { Today } from "../../../src/assistant/intent/Today.ts"

/** What was said before a sentence, what is on the screen, and which day it is. */
export interface Scene {
  readonly memory: Memory
  readonly context: ViewContext | null
  readonly today: Today
}

const monday: Today = { today: 0, tomorrow: 1 }
const fresh: Scene = { memory: nothingYet, context: null, today: monday }

const after = (command: string, parameters: Readonly<Record<string, string>>, more: Partial<Memory> = {}): Scene => ({
  ...fresh,
  memory: { ...nothingYet, previous: { command, parameters }, ...more }
})

const viewing = (
  view: ViewContext["current_view"],
  selected: ReadonlyArray<string>,
  visible: ReadonlyArray<string> = []
): Scene => ({
  ...fresh,
  context: { current_view: view, selected_entities: selected, visible_conflicts: visible }
})

export const scenes = {
  fresh,
  friday: { ...fresh, today: { today: 4, tomorrow: null } },
  sunday: { ...fresh, today: { today: null, tomorrow: 0 } },
  /** Three conflicts were listed for Monday morning. */
  conflicts: after(
    "/conflicts",
    { day: "Monday", time: "morning" },
    { conflicts: ["teacher_clash-01", "room_clash-02", "unplaced-03"] }
  ),
  /** One conflict was listed. */
  oneConflict: after("/conflicts", { teacher: "Mrs. Smith" }, { conflicts: ["teacher_clash-01"] }),
  /** Three suggestions were offered for a teacher. */
  suggestions: after("/suggest", { teacher: "Mrs. Smith" }, { suggestions: ["sug-one", "sug-two", "sug-three"] }),
  /** A what-if gave one suggestion. */
  whatIf: after("/move", { lesson: "7b Maths", to: "Tuesday 3" }, { suggestions: ["sug-move"], offered: "sug-move" }),
  /** A suggestion was offered alone, and something else asked about since. */
  offeredBefore: after("/score", {}, { suggestions: ["sug-move"] }),
  /** Nothing was found. */
  noConflicts: after("/conflicts", { day: "Monday" }),
  /** A suggestion was applied. */
  applied: after("/apply", { suggestion: "sug-one" }, { changes: [{ id: "change-9", isUndo: false }] }),
  /** A suggestion was applied, and something else asked about since. */
  appliedBefore: after("/score", {}, { changes: [{ id: "change-9", isUndo: false }] }),
  /** A lesson was locked. */
  locked: after("/lock", { lesson: "7b Maths Monday 2" }, { changes: [{ id: "change-7", isUndo: false }] }),
  /** Two suggestions were applied, the second one taken back. */
  undone: after(
    "/undo",
    { change: "change-9" },
    {
      changes: [
        { id: "change-8", isUndo: false },
        { id: "change-10", isUndo: true }
      ]
    }
  ),
  schedule: after("/schedule", { class: "7b", day: "Monday" }),
  kinds: after("/conflicts", { kind: "room_clash", class: "7b" }),
  where: after("/where", { lesson: "7b Maths Monday 2" }),
  free: after("/free", { kind: "room", slot: "Thursday 4" }),
  cover: after("/cover", { teacher: "Mr. Kaye", day: "Tuesday" }),
  helped: after("/help", {}),
  onSmith: viewing("teacher", ["teacher-mrs-smith"]),
  onTwoTeachers: viewing("teacher", ["teacher-mrs-smith", "teacher-mr-kaye"]),
  on7b: viewing("class", ["class-7b"]),
  onLab: viewing("room", ["room-lab-1"]),
  onConflict: viewing("weekly", [], ["teacher_clash-01"]),
  onConflicts: viewing("weekly", [], ["teacher_clash-01", "room_clash-02"])
} satisfies Record<string, Scene>

export type SceneName = keyof typeof scenes
