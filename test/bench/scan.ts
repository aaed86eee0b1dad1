import { existsSync } from "node:fs"
import { resolve } from "node:path"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { Effect, Either } from "effect"
import { evaluate, makeRulebook } from "../../src/constraints/Evaluation.ts"
import { makeModel } from "../../src/constraints/Model.ts"
import { Plan } from "../../src/constraints/Plan.ts"
import { readTimetable } from "../../src/interchange/readTimetable.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"
import { generatedSchool } from "./generatedSchool.ts"
import type { Measurement } from "./Measurement.ts"
import { medianMillis, shown } from "./statistics.ts"

const rounds = 50
const warmUps = 20

const corpus = resolve(process.env.CORPUS_DIR ?? new URL("../../../shared/data", import.meta.url).pathname)
const largest = resolve(corpus, "fet/uae-ibdp/data_and_timetable.fet")

const compile = (body: TimetableBody) => {
  const model = makeModel(body)
  return { rulebook: Either.getOrThrow(makeRulebook(model)), plan: Plan.of(model) }
}

const measureSchool = async (name: string, body: TimetableBody) => {
  const { rulebook, plan } = compile(body)
  const { hard, soft, conflicts } = evaluate(rulebook, plan)
  return {
    name,
    lessons: body.lessons.length,
    constraints: body.constraints.length,
    hard,
    soft,
    conflicts: conflicts.length,
    evaluateMillis: await medianMillis(rounds, warmUps, () => evaluate(rulebook, plan)),
    compileMillis: await medianMillis(rounds, warmUps, () => compile(body))
  }
}

/** Every conflict of every kind, from scratch; and what it takes to get there from a loaded timetable. */
export const scan = async (): Promise<Measurement> => {
  const schools: Array<Awaited<ReturnType<typeof measureSchool>>> = [
    await measureSchool("generated", generatedSchool(1_500))
  ]
  if (existsSync(largest)) {
    const { name, body } = await Effect.runPromise(Effect.provide(readTimetable(largest), NodeFileSystem.layer))
    schools.push(await measureSchool(`uae-ibdp (${name})`, body))
  }
  return {
    title: "Full conflict scan",
    table: [
      ["school", "lessons", "constraints", "conflicts", "evaluate ms", "compile ms"],
      ...schools.map(school => [
        school.name,
        shown(school.lessons),
        shown(school.constraints),
        shown(school.conflicts),
        shown(school.evaluateMillis, 2),
        shown(school.compileMillis, 2)
      ])
    ],
    notes: [
      `Medians of ${rounds} runs in one thread. Compile: model, rules and plan, once a version of a timetable.`,
      ...(schools.length === 1 ? [`NO CORPUS: ${largest} is not there (set CORPUS_DIR).`] : [])
    ],
    figures: schools
  }
}
