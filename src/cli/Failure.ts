import type { Teardown } from "@effect/platform/Runtime"
import { Cause, Data, type Exit, Option } from "effect"
import { terminalText } from "./terminalText.ts"

/** Why a command of the command line stopped: one line for the person, an exit code for the shell. */
export class Failure extends Data.TaggedError("Failure")<{
  readonly message: string
  /** 1 = it did not work, 2 = it was asked wrongly: bad usage or bad input. */
  readonly exitCode: 1 | 2
}> {}

export const badInput = (message: string): Failure => new Failure({ message, exitCode: 2 })
export const failed = (message: string): Failure => new Failure({ message, exitCode: 1 })

const isFailure = (error: unknown): error is Failure => error instanceof Failure

/** 0 done (or stopped by a signal), 1 failed, 2 bad usage or input. */
export const exitCodeOf = (exit: Exit.Exit<unknown, unknown>): number => {
  if (exit._tag === "Success" || Cause.isInterruptedOnly(exit.cause)) return 0
  const error = Option.getOrUndefined(Cause.failureOption(exit.cause))
  return isFailure(error) ? error.exitCode : 1
}

/** What goes to standard error; never a stack trace for what a person can act on. */
export const messageOf = (cause: Cause.Cause<unknown>): string => {
  const error = Option.getOrUndefined(Cause.failureOption(cause))
  return isFailure(error)
    ? `timetable-chat: ${terminalText(error.message)}`
    : Cause.pretty(cause, { renderErrorCause: true })
}

export const teardown: Teardown = (exit, onExit) => {
  const code = exitCodeOf(exit)
  if (exit._tag === "Failure" && code !== 0) process.stderr.write(`${messageOf(exit.cause)}\n`)
  onExit(code)
}
