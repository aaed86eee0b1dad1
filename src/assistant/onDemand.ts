import { Chunk, Effect, Mailbox, Option, Stream } from "effect"
import type { Hear } from "./AnswerPart.ts"

/**
 * What `make` tells, as a stream. Nothing is made ahead: whoever tells goes on when the stream is asked for more, and so
 * what comes in while a reader rests waits where it comes from, to be told at once.
 */
export const onDemand = <A, E>(make: (tell: Hear<A>) => Effect.Effect<void, E>): Stream.Stream<A, E> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const told = yield* Mailbox.make<A, E>()
      const wanted = yield* Effect.makeLatch()
      const tell = (parts: ReadonlyArray<A>) =>
        Effect.suspend(() => {
          // Before they are there: who takes them asks for more only when it comes back.
          wanted.unsafeClose()
          return Effect.zipRight(told.offerAll(parts), wanted.await)
        })
      yield* Effect.forkScoped(Mailbox.into(make(tell), told))
      const pull = Effect.zipRight(wanted.open, told.takeAll).pipe(
        Effect.mapError(Option.some),
        Effect.flatMap(([parts, isDone]) =>
          isDone && Chunk.isEmpty(parts) ? Effect.fail(Option.none()) : Effect.succeed(parts)
        )
      )
      return Stream.repeatEffectChunkOption(pull)
    })
  )
