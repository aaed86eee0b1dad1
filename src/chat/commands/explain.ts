import { Effect, Schema } from "effect"
import type { Conflict } from "../../constraints/Conflict.ts"
import { ruleOf } from "../../constraints/rules.ts"
import type { WireLesson } from "../../protocol/Facts.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import type { Constraint } from "../../timetable/Constraint.ts"
import { type Asker, command } from "../Command.ts"
import { actionId } from "../proposals/actionId.ts"
import { type Refusal, refuse } from "../Refusal.ts"
import { wireConflict, wireLessons, wireTimetable } from "../wire.ts"
import { explainSuggestion } from "./explainSuggestion.ts"
import { id, text } from "./parameters.ts"

export const explain = command({
  name: "/explain",
  summary: "Why something is a conflict: the rule, the lessons, and what it costs; or what a suggestion would do.",
  example: "/explain conflict=teacher_clash-581581a646185970",
  role: "viewer",
  bare: "conflict",
  parameters: Schema.Struct({
    conflict: text("the id of a conflict; may be left out when one alone is visible"),
    suggestion: id("the id of a suggestion, in place of a conflict")
  }),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      if (asked.suggestion !== undefined) return yield* explainSuggestion(asker, asked.suggestion)
      const conflictId = yield* whichConflict(asked.conflict, asker)
      const detector = yield* ConflictDetector
      const { timetable, model, plan, evaluation } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const conflict = evaluation.conflicts.find(candidate => candidate.id === conflictId)
      const constraint = timetable.constraints.find(candidate => candidate.id === conflict?.constraintId)
      const rule = ruleOf(conflict?.kind ?? "")
      if (conflict === undefined || constraint === undefined || rule === undefined) {
        return yield* refuse(
          "not_found",
          `There is no conflict "${conflictId}" in version ${timetable.version} of ${timetable.name}: it may have been resolved. /conflicts lists what is there.`,
          [{ path: "parameters.conflict", message: "not found" }]
        )
      }
      const lessons = wireLessons(
        model,
        plan,
        conflict.lessons.flatMap(lesson => model.lessonIndex.get(lesson) ?? [])
      )
      const { sentence, unit } = rule
      return {
        text: words(conflict, constraint, sentence, unit, lessons),
        data: {
          kind: "explanation" as const,
          timetable: wireTimetable(timetable),
          conflict: wireConflict(model, conflict),
          rule: { kind: rule.kind, sentence, unit },
          constraint: {
            id: constraint.id,
            hard: constraint.hard,
            weight: constraint.weight,
            cost: constraint.cost,
            note: constraint.note
          },
          lessons
        },
        conflictIds: [conflict.id],
        lessonIds: conflict.lessons,
        actions: conflict.resources
          .filter(({ kind }) => kind === "teacher" || kind === "class")
          .slice(0, 2)
          .map(({ kind, id: resource }) => ({
            id: actionId("schedule", kind, resource),
            label: `Show the week of ${wireConflict(model, conflict).resources.find(r => r.id === resource)?.name}`,
            command: "/schedule",
            parameters: { [kind]: resource }
          }))
      }
    })
})

const whichConflict = (asked: string | undefined, asker: Asker): Effect.Effect<string, Refusal> => {
  const visible = asker.context?.visible_conflicts ?? []
  const [only] = visible
  if (asked !== undefined) return Effect.succeed(asked)
  if (only !== undefined && visible.length === 1) return Effect.succeed(only)
  return Effect.fail(
    refuse("validation_failed", "Which conflict? Give its id: /explain conflict=ID. /conflicts lists them.", [
      { path: "parameters.conflict", message: "required" }
    ])
  )
}

const words = (
  conflict: Conflict,
  constraint: Constraint,
  sentence: string,
  unit: string,
  lessons: ReadonlyArray<WireLesson>
): string =>
  [
    `${conflict.message}.`,
    `The rule (${conflict.kind}): ${sentence}`,
    constraint.hard
      ? `It is hard: the timetable is not valid while this stands. Cost ${conflict.cost}.`
      : `It is soft: it costs ${conflict.cost} (${conflict.deviation} × ${constraint.weight} for each ${unit}${constraint.cost === "linear" ? "" : `, ${constraint.cost}`}).`,
    ...(constraint.note === null || constraint.note === "" ? [] : [`Note: ${constraint.note}`]),
    ...lessons.map(lesson => {
      const who = lesson.teachers.map(teacher => teacher.name).join(", ")
      const rooms = lesson.rooms.map(room => room.name).join(", ")
      const at = lesson.slot === null ? "unplaced" : `${lesson.slot.day} ${lesson.slot.period}`
      return `• ${[lesson.name, at, who, rooms].filter(part => part !== "").join(" · ")}`
    })
  ].join("\n")
