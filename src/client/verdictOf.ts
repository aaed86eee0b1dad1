import { closeCodes } from "../protocol/CloseCode.ts"

/**
 * What to do after a close. "retry": come back, not sooner than `afterMillis`. "token": come back with a fresh token.
 * "asleep": come back when the person does something. "stop": coming back has no sense. `drops`: the frames that were
 * not acknowledged must not be repeated. Source: the protocol's table of close codes.
 */
export interface Verdict {
  readonly action: "retry" | "token" | "asleep" | "stop"
  readonly afterMillis: number
  readonly drops: boolean
}

const retry = (afterMillis = 0): Verdict => ({ action: "retry", afterMillis, drops: false })
const only = (action: Verdict["action"]): Verdict => ({ action, afterMillis: 0, drops: false })
const withoutTheFrame: Verdict = { action: "retry", afterMillis: 1_000, drops: true }

const overloadedMillis = 5_000

const verdicts: ReadonlyMap<number, Verdict> = new Map([
  [closeCodes.normal.code, only("stop")],
  [closeCodes.goingAway.code, only("stop")],
  [1002, withoutTheFrame],
  [closeCodes.binaryFrame.code, withoutTheFrame],
  [1007, withoutTheFrame],
  [closeCodes.tooBig.code, withoutTheFrame],
  [closeCodes.fragmentFlood.code, only("stop")],
  [closeCodes.overloaded.code, retry(overloadedMillis)],
  [closeCodes.badFrames.code, only("stop")],
  [closeCodes.protocol.code, only("stop")],
  [closeCodes.unauthorized.code, only("token")],
  [closeCodes.forbidden.code, only("stop")],
  [closeCodes.idle.code, only("asleep")],
  [closeCodes.connectionLimit.code, only("stop")],
  [closeCodes.tooManyRequests.code, retry(overloadedMillis)]
])

/** Codes without a verdict of their own are faults of the way (1006) or the server (1011, 1012, 4508, 4512): come back. */
export const verdictOf = (code: number): Verdict => verdicts.get(code) ?? retry()
