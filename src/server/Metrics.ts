import { Context, Effect, Layer } from "effect"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import type { AiMeter } from "../assistant/AiMeter.ts"
import type { AssistantState } from "../assistant/ProviderStates.ts"
import { Meter } from "../chat/Meter.ts"
import { Runs } from "../chat/runs/Runs.ts"
import { ConnectionRegistry } from "../chat/sessions/ConnectionRegistry.ts"
import type { CloseReason } from "../protocol/CloseCode.ts"
import { Searcher } from "../suggestions/Searcher.ts"
import { version } from "../version.ts"
import { BoundedLabel } from "./BoundedLabel.ts"
import { makeLoadGauges } from "./LoadGauges.ts"
import { counted, Tally } from "./Tally.ts"

/** The numbers of this server in Prometheus' text format. */
export class Metrics extends Context.Tag("server/Metrics")<
  Metrics,
  {
    readonly scrape: Effect.Effect<string>
    readonly contentType: string
    readonly rejectedUpgrade: (status: number) => void
    readonly opened: () => void
    readonly closed: (code: number) => void
    /** This server ends a connection, and why; `closed` follows with the code that the peer gave. */
    readonly closing: (reason: CloseReason) => void
    readonly receivedBytes: (bytes: number) => void
    /** Where the bytes that were sent are counted. */
    readonly countSentBytes: (read: () => number) => void
    readonly providers: (state: AssistantState) => void
    readonly ai: AiMeter
  }
>() {}

const prefix = "timetable_chat_"
/** A label's values stay in memory, and in every scrape. */
const mostUsers = 1_000

const make = Effect.gen(function* () {
  const register = new Registry()
  collectDefaultMetrics({ register, prefix })
  const registers = [register]
  const topics = { subscriptions: () => 0 }
  makeLoadGauges(register, prefix, {
    sessions: (yield* ConnectionRegistry).sessions,
    runs: (yield* Runs).all,
    subscriptions: () => topics.subscriptions(),
    searches: (yield* Searcher).load
  })
  new Gauge({
    name: `${prefix}build_info`,
    help: "Always 1; its labels tell which version runs, on which Node",
    labelNames: ["version", "node"],
    registers
  }).set({ version, node: process.version }, 1)
  const opened = new Counter({ name: `${prefix}connections_opened_total`, help: "Connections opened", registers })
  const closed = new Counter({
    name: `${prefix}connections_closed_total`,
    help: "Connections closed, by close code",
    labelNames: ["code"],
    registers
  })
  const rejected = new Counter({
    name: `${prefix}upgrades_rejected_total`,
    help: "Upgrade requests refused, by HTTP status",
    labelNames: ["status"],
    registers
  })
  const closing = new Tally(register, `${prefix}closes_total`, "Connections ended by this server, by reason", "reason")
  const received = new Tally(register, `${prefix}frames_received_total`, "Frames received, by kind", "kind")
  const bytes = { received: 0, sent: () => 0 }
  counted(register, `${prefix}received_bytes_total`, "Bytes of frames received", () => bytes.received)
  const frames = { sent: 0, kept: 0, forgotten: 0 }
  counted(register, `${prefix}frames_sent_total`, "Frames sent", () => frames.sent)
  counted(register, `${prefix}sent_bytes_total`, "Bytes of frames sent, before compression", () => bytes.sent())
  counted(register, `${prefix}events_kept_total`, "Events kept for those who come back", () => frames.kept)
  counted(register, `${prefix}events_forgotten_total`, "Events that were too old to keep", () => frames.forgotten)
  const refused = new Tally(register, `${prefix}errors_total`, "Error events sent, by code", "code")
  const resumed = new Tally(register, `${prefix}resumes_total`, 'Topics to be resumed: "resumed", or why not', "result")
  const answered = new Histogram({
    name: `${prefix}answer_seconds`,
    help: "Time from a frame to its final answer, by command",
    labelNames: ["command"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers
  })
  const answeredBy = new Map<string, { readonly observe: (seconds: number) => void }>()
  const timesOf = (command: string) => {
    const known = answeredBy.get(command)
    if (known !== undefined) return known
    const times = answered.labels({ command })
    const own = { observe: (seconds: number) => times.observe(seconds) }
    answeredBy.set(command, own)
    return own
  }
  const ran = new Counter({
    name: `${prefix}runs_total`,
    help: "Answers of the assistant, by how they ended",
    labelNames: ["outcome", "degraded"],
    registers
  })
  const spent = new Counter({
    name: `${prefix}answer_tokens_total`,
    help: `Tokens of answers, cut short or not, by school, user and provider; "other": beyond the first ${mostUsers}`,
    labelNames: ["school", "user", "provider"],
    registers
  })
  const spentInRun = new Histogram({
    name: `${prefix}run_tokens`,
    help: "Tokens of one answer, cut short or not, in and out",
    labelNames: ["provider"],
    buckets: [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000],
    registers
  })
  const [schools, users] = [new BoundedLabel(mostUsers), new BoundedLabel(mostUsers)]
  const ungrounded = new Counter({
    name: `${prefix}unknown_ids_total`,
    help: "Ids in answers that the engine had not supplied",
    registers
  })
  const attempts = new Counter({
    name: `${prefix}provider_attempts_total`,
    help: "Attempts at an answer, by provider",
    labelNames: ["provider"],
    registers
  })
  const failures = new Counter({
    name: `${prefix}provider_failures_total`,
    help: "Attempts that failed, by provider and kind",
    labelNames: ["provider", "kind"],
    registers
  })
  const tokens = new Counter({
    name: `${prefix}provider_tokens_total`,
    help: "Tokens that providers took, whether or not their answer was used; by length where they came to no count",
    labelNames: ["provider", "direction"],
    registers
  })
  const providerState = new Gauge({
    name: `${prefix}provider_state`,
    help: "1 for the state each provider is in: ok, degraded, or open (left alone for a while)",
    labelNames: ["provider", "state"],
    registers
  })
  return Context.make(Meter, {
    received: kind => received.add(kind),
    sent: () => {
      frames.sent += 1
    },
    refused: code => refused.add(code),
    answered: (command, seconds) => timesOf(command).observe(seconds),
    ran: (outcome, degraded) => ran.inc({ outcome, degraded: String(degraded) }),
    spent: ({ schoolId, id }, provider, count) => {
      spent.inc({ school: schools.of(schoolId), user: users.of(id), provider }, count)
      spentInRun.observe({ provider }, count)
    },
    ungrounded: ids => ungrounded.inc(ids),
    resumed: result => resumed.add(result),
    kept: () => {
      frames.kept += 1
    },
    forgotten: events => {
      frames.forgotten += events
    },
    countSubscriptions: read => {
      topics.subscriptions = read
    }
  }).pipe(
    Context.add(Metrics, {
      scrape: Effect.promise(() => register.metrics()),
      contentType: register.contentType,
      rejectedUpgrade: status => rejected.inc({ status: String(status) }),
      opened: () => opened.inc(),
      closed: code => closed.inc({ code: String(code) }),
      closing: reason => closing.add(reason),
      receivedBytes: count => {
        bytes.received += count
      },
      countSentBytes: read => {
        bytes.sent = read
      },
      providers: ({ providers }) => {
        for (const { name, state } of providers)
          for (const each of ["ok", "degraded", "open"])
            providerState.set({ provider: name, state: each }, each === state ? 1 : 0)
      },
      ai: {
        attempted: provider => attempts.inc({ provider }),
        failed: (provider, kind) => failures.inc({ provider, kind }),
        used: (provider, { input, output }) => {
          tokens.inc({ provider, direction: "in" }, input)
          tokens.inc({ provider, direction: "out" }, output)
        }
      }
    })
  )
})

export const layer: Layer.Layer<Meter | Metrics, never, ConnectionRegistry | Runs | Searcher> =
  Layer.effectContext(make)
