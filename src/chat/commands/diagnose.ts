import { Effect, Schema } from "effect"
import type { Finding } from "../../constraints/diagnosis/Finding.ts"
import { diagnose as findingsOf } from "../../constraints/diagnosis.ts"
import { ConflictDetector } from "../../schedule/ConflictDetector.ts"
import { command } from "../Command.ts"
import { wireFinding, wireTimetable } from "../wire.ts"
import { Page, pageOf } from "./parameters.ts"

const maxIds = 1_000
const maxLines = 20

export const diagnose = command({
  name: "/diagnose",
  summary: "What no timetable can meet, wherever the lessons go: too few slots, rooms, days.",
  example: "/diagnose",
  role: "viewer",
  bare: null,
  parameters: Schema.Struct(Page),
  handle: (asked, asker) =>
    Effect.gen(function* () {
      const detector = yield* ConflictDetector
      const { timetable, model } = yield* detector.inspect(asker.user.schoolId, asker.timetableId)
      const findings = findingsOf(model)
      const shown = pageOf(findings, asked)
      return {
        text: words(timetable.name, findings, shown),
        data: {
          kind: "diagnosis" as const,
          timetable: wireTimetable(timetable),
          total: findings.length,
          impossible: findings.filter(({ severity }) => severity === "impossible").length,
          findings: shown.map(finding => wireFinding(model, finding))
        },
        conflictIds: [],
        lessonIds: [...new Set(shown.flatMap(({ lessons }) => lessons))].slice(0, maxIds),
        actions: []
      }
    })
})

const titles = { impossible: "impossible", warning: "warning", info: "for information" } as const

const words = (name: string, findings: ReadonlyArray<Finding>, shown: ReadonlyArray<Finding>): string => {
  const count = (severity: Finding["severity"]): number =>
    findings.filter(finding => finding.severity === severity).length
  if (findings.length === 0) return `Nothing stands against a timetable without conflicts for ${name}.`
  const lines = shown.slice(0, maxLines).map(({ severity, message }) => `• [${titles[severity]}] ${message}`)
  const left = findings.length - lines.length
  return [
    `${name}: ${count("impossible")} impossible, ${count("warning")} warnings, ${count("info")} for information.`,
    ...lines,
    ...(left > 0 ? [`… and ${left} more: ask with page= and limit=.`] : [])
  ].join("\n")
}
