import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { NodeFileSystem } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { fromFetCsv } from "../../src/interchange/csv/FetCsvImport.ts"
import { toFetCsv } from "../../src/interchange/csv/toFetCsv.ts"
import { readTimetable } from "../../src/interchange/readTimetable.ts"
import { judge } from "../interchange/brookside.ts"

const corpus = resolve(process.env.CORPUS_DIR ?? new URL("../../../shared/data", import.meta.url).pathname, "fet")
const folder = resolve(corpus, "hopwood", "csv")
const there = existsSync(folder)
if (!there) process.stderr.write(`\nNO CORPUS: ${folder} is not there, so FET's own CSV is NOT tested\n\n`)

const load = (...path: ReadonlyArray<string>) =>
  readTimetable(resolve(corpus, ...path)).pipe(Effect.provide(NodeFileSystem.layer))

const linesOf = (text: string) => text.trim().split("\n")

describe.skipIf(!there)("FET's own export of a real school", () => {
  it.effect("is the school that its XML is, without a hard conflict", () =>
    Effect.gen(function* () {
      const csv = yield* load("hopwood", "csv")
      const xml = yield* load("hopwood", "data_and_timetable.fet")
      for (const part of ["teachers", "classes", "rooms", "subjects", "courses", "lessons", "placements"] as const)
        expect([part, csv.body[part].length]).toEqual([part, xml.body[part].length])
      expect(judge(csv.body).hard).toBe(0)
      const places = ({ body }: typeof csv) => {
        const at = body.placements.map(({ slot, roomIds }) => `${slot === null ? -1 : slot} ${roomIds}`)
        return at.sort()
      }
      // Six days in the file, five of them in use: the slots are the same, since the sixth is the last.
      expect(places(csv)).toEqual(places(xml))
    })
  )

  it.effect("is what we write of the school's XML, file by file", () =>
    Effect.gen(function* () {
      const { files } = toFetCsv((yield* load("hopwood", "data_and_timetable.fet")).body)
      const theirs = (file: string) => readFileSync(resolve(folder, file), "utf8")
      const same = ["teachers", "subjects", "rooms_and_buildings", "students", "activities"].map(name => `${name}.csv`)
      for (const file of same) expect([file, files.get(file)]).toEqual([file, theirs(file)])
      // FET keeps the ids of the school's activities, which have gaps; the rest of each line is the same.
      const withoutId = (text: string) => linesOf(text).map(line => line.slice(line.indexOf(",")))
      expect(withoutId(files.get("timetable.csv") ?? "")).toEqual(withoutId(theirs("timetable.csv")))
    })
  )

  for (const school of ["hopwood", "romania-medgidia", "spain-1school", "uae-ibdp"])
    it.effect(`${school}: comes back from our files as it went in`, () =>
      Effect.gen(function* () {
        const { body } = yield* load(school, "data_and_timetable.fet")
        const { files } = toFetCsv(body)
        const again = yield* fromFetCsv("folder", "folder", Object.fromEntries(files))
        expect(toFetCsv(again.body).files).toEqual(files)
        const places = (placements: typeof body.placements) =>
          placements.map(({ slot, roomIds }) => `${slot === null ? -1 : slot} ${[...roomIds].sort()}`).sort()
        expect(places(again.body.placements)).toEqual(places(body.placements))
      })
    )
})
