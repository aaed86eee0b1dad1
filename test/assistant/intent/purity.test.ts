import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { expect, it } from "vitest"

const room = resolve(import.meta.dirname, "../../../src/assistant/intent")
const allowed =
  /^(\.\/[\w.]+\.ts|\.\.\/\.\.\/timetable\/\w+\.ts|\.\.\/\.\.\/constraints\/Model\.ts|fastest-levenshtein)$/

it("understanding needs the names of a timetable and nothing else: no platform, no database, no model", () => {
  const imports = readdirSync(room).flatMap(file =>
    [...readFileSync(join(room, file), "utf8").matchAll(/^(?:import .*|\} )from "([^"]+)"$/gm)].map(
      ([, target = ""]) => target
    )
  )
  expect(imports.length).toBeGreaterThan(50)
  expect(imports.filter(target => !allowed.test(target))).toEqual([])
})
