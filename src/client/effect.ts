import { Effect, type Scope, Stream } from "effect"
import { ChatError } from "./ChatError.ts"
import { type Client, type ClientOptions, connect, type Heard } from "./Client.ts"
import type { Answer } from "./frames.ts"
import type { Part } from "./Parts.ts"
import type { Reply } from "./Reply.ts"

/** The client for those who have Effect. Nobody else's bundle gets it. */

/** A client that is closed with its Scope. */
export const make = (options: ClientOptions): Effect.Effect<Client, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => connect(options)),
    client => Effect.sync(() => client.close())
  )

const asChatError = (error: unknown): ChatError =>
  error instanceof ChatError ? error : new ChatError("internal", String(error))

/** The whole answer. Interrupted, it cancels the run. */
export const answer = (reply: () => Reply): Effect.Effect<Answer, ChatError> =>
  Effect.suspend(() => {
    const made = reply()
    return Effect.tryPromise({ try: () => made.answer, catch: asChatError }).pipe(
      Effect.onInterrupt(() => Effect.sync(made.cancel))
    )
  })

/** The answer piece by piece. A stream that is left before its end cancels the run. */
export const parts = (reply: () => Reply): Stream.Stream<Part, ChatError> =>
  Stream.unwrapScoped(
    Effect.map(
      Effect.acquireRelease(Effect.sync(reply), made => Effect.sync(made.cancel)),
      made => Stream.fromAsyncIterable(made, asChatError)
    )
  )

/** What is heard under a name, for as long as the stream is read. A slow reader loses the oldest of 256. */
export const events = <Name extends keyof Heard>(client: Client, name: Name): Stream.Stream<Heard[Name]> =>
  Stream.asyncPush<Heard[Name]>(
    emit =>
      Effect.acquireRelease(
        Effect.sync(() => client.on(name, heard => void emit.single(heard))),
        off => Effect.sync(off)
      ),
    { bufferSize: 256, strategy: "sliding" }
  )
