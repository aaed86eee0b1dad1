import { Effect, Layer, type Redacted, Schedule } from "effect"
import { Stamp } from "../chat/Stamp.ts"
import { makeLimiter, RateLimiter } from "../chat/sessions/RateLimiter.ts"
import type { SharedRates } from "../chat/sessions/SharedBuckets.ts"
import type { TokenBucket } from "../chat/sessions/TokenBucket.ts"
import { connect } from "./BusRedis.ts"

const prefix = "timetable-chat:rate:"
const settleEvery = "100 millis"
const answerWithin = "1 second"
/** Redis does nothing else while the script runs. */
const keysAtOnce = 500

/**
 * KEYS: the buckets; ARGV: for each its rate, its burst and what was drawn. Answers what is left in each, by the clock of
 * Redis; overdrawn by one burst at most, so that nobody is shut out for longer than that takes. A full bucket is no key.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local left = {}
for i, key in ipairs(KEYS) do
  local rate, burst, drawn = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local known = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = tonumber(known[1]) or burst
  local at = tonumber(known[2]) or now
  tokens = math.min(burst, tokens + math.max(0, now - at) / 1000 * rate)
  tokens = math.max(-burst, tokens - drawn)
  redis.call('HSET', key, 'tokens', tostring(tokens), 'at', tostring(now))
  redis.call('PEXPIRE', key, math.ceil((burst - tokens) / rate * 1000) + 1000)
  left[i] = tostring(tokens)
end
return left
`

/**
 * Several nodes: each lets frames through from buckets of its own and settles with Redis ten times a second, so no frame
 * waits for Redis. What the nodes let through too much in between is overdrawn, and paid back. Without Redis each node
 * goes on with its own.
 */
export const layer = (url: Redacted.Redacted, rates: SharedRates) =>
  Layer.scoped(
    RateLimiter,
    Effect.gen(function* () {
      const stamp = yield* Stamp
      const redis = yield* connect(url)
      const { buckets, bucketsOf } = yield* makeLimiter(rates)

      const settleSome = (some: ReadonlyArray<readonly [string, TokenBucket, number]>) =>
        Effect.tryPromise(() =>
          redis.eval(
            script,
            some.length,
            ...some.map(([key]) => prefix + key),
            ...some.flatMap(([, { perSecond, burst }, drawn]) => [perSecond, burst, drawn])
          )
        ).pipe(
          Effect.timeout(answerWithin),
          Effect.map(left => {
            const now = stamp.millis()
            if (Array.isArray(left)) for (const [i, [, bucket]] of some.entries()) bucket.correct(Number(left[i]), now)
          }),
          // Their own buckets have counted it.
          Effect.ignore
        )

      const settle = Effect.suspend(() => {
        if (redis.status !== "ready") return Effect.void
        const drawn: Array<readonly [string, TokenBucket, number]> = []
        for (const [key, { bucket }] of buckets.entries()) {
          const tokens = bucket.drawn()
          if (tokens > 0) drawn.push([key, bucket, tokens])
        }
        const parts: Array<typeof drawn> = []
        for (let i = 0; i < drawn.length; i += keysAtOnce) parts.push(drawn.slice(i, i + keysAtOnce))
        return Effect.forEach(parts, settleSome, { discard: true })
      })
      yield* Effect.forkScoped(Effect.repeat(settle, Schedule.spaced(settleEvery)))
      return { bucketsOf }
    })
  )
