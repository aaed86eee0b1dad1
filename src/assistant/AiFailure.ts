import { Data } from "effect"

/**
 * Why there is no answer, or no whole one.
 * - unreachable: no connection · limited: 429 · overloaded: 5xx, 529, or an error event that says so
 * - denied: 401, 403, 404 (key, model, address) · rejected: any other 4xx, and what the provider says of this request
 * - silent: no first token in time · stalled: no further token in time
 * - cut: the stream broke off or ended without its finish · malformed: an event that cannot be read · empty: no word
 * - filtered: the provider withheld the answer · looped: tools without end · resting: its circuit breaker is open
 * - late: the whole answer took too long
 */
export type FailureKind =
  | "unreachable"
  | "limited"
  | "overloaded"
  | "denied"
  | "rejected"
  | "silent"
  | "stalled"
  | "cut"
  | "malformed"
  | "empty"
  | "filtered"
  | "looped"
  | "resting"
  | "late"

/** `reason` is a sentence for people who run the server; it never holds a key, a prompt or a provider's own text. */
export class AiFailure extends Data.TaggedError("AiFailure")<{
  readonly provider: string
  readonly kind: FailureKind
  readonly reason: string
  /** What the provider asked for with Retry-After. */
  readonly retryAfterMillis: number | null
}> {}

export const failure = (
  provider: string,
  kind: FailureKind,
  reason: string,
  retryAfterMillis: number | null = null
): AiFailure => new AiFailure({ provider, kind, reason, retryAfterMillis })

const passing: ReadonlySet<FailureKind> = new Set([
  "unreachable",
  "limited",
  "overloaded",
  "cut",
  "malformed",
  "empty"
] as const)

/** Whether the same provider may do better at once. Silence is not: it has cost its time already. */
export const mayPass = ({ kind }: AiFailure): boolean => passing.has(kind)

const ownFault: ReadonlySet<FailureKind> = new Set(["rejected", "filtered", "looped", "resting", "late"] as const)

/** Whether it says something about the provider, rather than about this one question. */
export const blamesProvider = ({ kind }: AiFailure): boolean => !ownFault.has(kind)
