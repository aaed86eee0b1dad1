import { Data, Deferred, Effect, Either, FiberId, Redacted } from "effect"
import { type RequestError, refusalFrame, sayWhoYouAre, tooFast, toRefusal } from "../chat/replies.ts"
import type { Stamper } from "../chat/Stamp.ts"
import type { Connection } from "../chat/sessions/Connection.ts"
import type { Identified, Identity } from "../chat/sessions/Identity.ts"
import { decodeClientFrame } from "../protocol/ClientFrame.ts"
import type { CloseReason } from "../protocol/CloseCode.ts"
import { encodeFrame } from "../protocol/ServerFrame.ts"

/** Frames behind the hello that may wait while its token is looked at. */
const mayWait = 64

/** A stranger is sent away: why, in a frame where there is something to say, and in the close code. */
export class SentAway extends Data.TaggedError("SentAway")<{
  readonly ref: string | null
  readonly error: RequestError | null
  readonly reason: CloseReason
}> {}

const closings = {
  invalid: "unauthorized",
  expired: "expired",
  forbidden: "forbidden",
  unavailable: "overloaded"
} as const

/**
 * Somebody who has connected without saying who they are, as pages do: a browser sends no header with an upgrade. Their
 * first frame must be a hello with a token; nothing else is listened to before, and no session exists.
 */
export class Stranger {
  readonly #connection: Connection
  readonly #stamp: Stamper
  readonly #hello = Deferred.unsafeMake<string>(FiberId.none)
  /** The hello and what came behind it. */
  readonly frames: Array<string> = []

  constructor(connection: Connection, stamp: Stamper) {
    this.#connection = connection
    this.#stamp = stamp
  }

  arrive(text: string): void {
    if (this.frames.length >= mayWait) {
      this.sendAway(new SentAway({ ref: null, error: tooFast(1_000), reason: "tooManyRequests" }))
      return
    }
    this.frames.push(text)
    if (this.frames.length > 1) return
    this.#connection.pause()
    Deferred.unsafeDone(this.#hello, Effect.succeed(text))
  }

  /** Waits for the hello, as long as the caller lets it. */
  identified(identity: typeof Identity.Service): Effect.Effect<Identified, SentAway> {
    return Effect.flatMap(Deferred.await(this.#hello), text => {
      const frame = decodeClientFrame(text, this.#stamp.id)
      if (Either.isLeft(frame)) return new SentAway({ ref: frame.left.ref, error: frame.left, reason: "unauthorized" })
      const { id: ref } = frame.right
      if (frame.right._tag !== "Hello" || frame.right.body.token == null)
        return new SentAway({ ref, error: sayWhoYouAre, reason: "unauthorized" })
      return Effect.mapError(
        identity.identify(Redacted.make(frame.right.body.token)),
        error => new SentAway({ ref, error, reason: closings[error.reason] })
      )
    })
  }

  sendAway({ ref, error, reason }: SentAway): void {
    if (error !== null) {
      const frame = refusalFrame(ref, toRefusal(error))
      this.#connection.send(encodeFrame(frame, this.#stamp.id(), this.#stamp.now()))
    }
    this.#connection.close(reason)
  }
}
