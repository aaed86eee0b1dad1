import { existsSync, readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { Effect } from "effect"
import { readFetText } from "../../src/interchange/fet/FetImport.ts"
import { readXmlText } from "../../src/interchange/Xml.ts"
import { fromXhstt } from "../../src/interchange/xhstt/XhsttImport.ts"
import type { TimetableBody } from "../../src/timetable/Timetable.ts"

/** The schools of the corpus, solved: FET's own timetable, the first solution of an XHSTT archive. */
export interface CorpusSchool {
  readonly name: string
  readonly load: () => TimetableBody
}

/** Empty, loudly, when there is no corpus: then `what` is not tried. `root`: the repository. */
export const corpusSchools = (root: string, what: string): ReadonlyArray<CorpusSchool> => {
  const folder = resolve(root, process.env.CORPUS_DIR ?? "../shared/data")
  const names = (format: string): ReadonlyArray<string> =>
    existsSync(resolve(folder, format)) ? readdirSync(resolve(folder, format)) : []
  const textOf = (...path: ReadonlyArray<string>): string => readFileSync(resolve(folder, ...path), "utf8")
  const fet = names("fet").filter(name => existsSync(resolve(folder, "fet", name, "data_and_timetable.fet")))
  const xhstt = names("xhstt").filter(name => name.endsWith(".xml"))
  if (fet.length === 0)
    process.stderr.write(
      `\nNO CORPUS: ${folder} is not there, so ${what} NOT tried on real schools (set CORPUS_DIR)\n\n`
    )
  return [
    ...fet.map(name => ({
      name,
      load: () => Effect.runSync(readFetText(name, textOf("fet", name, "data_and_timetable.fet"))).body
    })),
    ...xhstt.map(name => ({
      name,
      load: () => fromXhstt(Effect.runSync(readXmlText(name, textOf("xhstt", name))), { solution: 0 }).body
    }))
  ]
}
