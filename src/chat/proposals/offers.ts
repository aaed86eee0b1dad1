import { Effect, Either, Schema } from "effect"
import type { WireOffered } from "../../protocol/WireConversation.ts"
import { WireSuggestion } from "../../protocol/WireSuggestion.ts"
import { type SuggestionOwner, SuggestionRepo } from "../../schedule/SuggestionRepo.ts"
import { type Suggestion, SuggestionId } from "../../suggestions/Suggestion.ts"
import { Stamp } from "../Stamp.ts"

const readShown = Schema.decodeUnknownEither(WireSuggestion)
const atATime = 4

const stateOf = ({ status, expiresAt }: Suggestion, now: number): WireOffered["state"] =>
  status === "open" && expiresAt <= now ? "expired" : status

/** Suggestions that were shown to somebody before, by id; one that is kept no more, or not theirs, is left out. */
export const offersOf = (owner: SuggestionOwner, ids: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const repo = yield* SuggestionRepo
    const now = (yield* Stamp).millis()
    const found = yield* Effect.forEach(ids, id => repo.find(owner, SuggestionId.make(id)), { concurrency: atATime })
    return new Map(
      found.flatMap(suggestion => {
        if (suggestion === null) return []
        // Older versions may have shown something else.
        const shown = readShown(suggestion.shown)
        const offered = (given: WireSuggestion): WireOffered => ({ state: stateOf(suggestion, now), suggestion: given })
        return Either.isLeft(shown) ? [] : [[`${suggestion.id}`, offered(shown.right)] as const]
      })
    )
  })
