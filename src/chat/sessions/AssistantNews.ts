import { Effect, Stream } from "effect"
import { type AssistantState, ProviderStates } from "../../assistant/ProviderStates.ts"
import { encodeFrame, eventFrame } from "../../protocol/ServerFrame.ts"
import { Stamp } from "../Stamp.ts"
import { ConnectionRegistry } from "./ConnectionRegistry.ts"

const wordsOf = ({ provider, state }: AssistantState): string => {
  switch (state) {
    case "ok":
      return `The assistant is well again: ${provider} answers.`
    case "degraded":
      return `The assistant is not quite well; ${provider} answers for now.`
    case "open":
      return "No language model can be reached just now; commands and everyday questions work all the same."
  }
}

/** Tells everybody who is connected when the assistant gets worse or better. Ends with the scope. */
export const tellAssistant = Effect.gen(function* () {
  const states = yield* ProviderStates
  const registry = yield* ConnectionRegistry
  const stamp = yield* Stamp
  // The first is how it is now, which `ready` tells. What happens to providers that nobody asks is no news.
  const news = states.changes.pipe(
    Stream.map(({ provider, state, providers }): AssistantState => ({ provider, state, providers })),
    Stream.changesWith((before, after) => before.provider === after.provider && before.state === after.state),
    Stream.drop(1)
  )
  yield* Effect.forkScoped(
    Stream.runForEach(news, now =>
      Effect.sync(() => {
        const { provider, state } = now
        const message = wordsOf(now)
        const frame = eventFrame(message, { event: "notice", about: "assistant", message, provider, state })
        const encoded = encodeFrame(frame, stamp.id(), stamp.now())
        for (const session of registry.sessions()) session.tellEncoded(encoded)
      })
    )
  )
})
