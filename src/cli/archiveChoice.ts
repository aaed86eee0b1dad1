import { Options } from "@effect/cli"
import { Option } from "effect"
import type { XhsttChoice } from "../interchange/xhstt/XhsttImport.ts"

const solution = Options.integer("solution").pipe(
  Options.withDescription("which solution of an XHSTT archive, from 0. Default: the first"),
  Options.optional
)
const instance = Options.text("instance").pipe(
  Options.withDescription("id of the instance in an XHSTT archive. Default: the first"),
  Options.optional
)

/** What an archive with several timetables in it makes one choose. */
export const archiveChoice = Options.all({ solution, instance }).pipe(
  Options.map(
    (options): XhsttChoice => ({
      solution: Option.getOrUndefined(options.solution),
      instance: Option.getOrUndefined(options.instance)
    })
  )
)

export const isChosen = ({ solution, instance }: XhsttChoice): boolean =>
  solution !== undefined || instance !== undefined
