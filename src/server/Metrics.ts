import { Context, Effect, Layer } from "effect"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import type { AiMeter } from "../assistant/AiMeter.ts"
import { ConnectionRegistry } from "../chat/ConnectionRegistry.ts"
import { Meter } from "../chat/Meter.ts"
import { BoundedLabel } from "./BoundedLabel.ts"

/** The numbers of this server in Prometheus' text format. */
export class Metrics extends Context.Tag("server/Metrics")<
  Metrics,
  {
    readonly scrape: Effect.Effect<string>
    readonly contentType: string
    readonly rejectedUpgrade: (status: number) => void
    readonly opened: () => void
    readonly closed: (code: number) => void
    readonly ai: AiMeter
  }
>() {}

const prefix = "timetable_chat_"
/** A label's values stay in memory, and in every scrape. */
const mostUsers = 1_000

const make = Effect.gen(function* () {
  const connections = yield* ConnectionRegistry
  const register = new Registry()
  collectDefaultMetrics({ register, prefix })
  const registers = [register]
  new Gauge({
    name: `${prefix}connections`,
    help: "Open connections",
    registers,
    collect() {
      this.set(connections.count())
    }
  })
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
  const received = new Counter({
    name: `${prefix}frames_received_total`,
    help: "Frames received, by kind",
    labelNames: ["kind"],
    registers
  })
  const sent = new Counter({ name: `${prefix}frames_sent_total`, help: "Frames sent", registers })
  const sentBytes = new Counter({ name: `${prefix}sent_characters_total`, help: "Characters sent", registers })
  const refused = new Counter({
    name: `${prefix}errors_total`,
    help: "Error events sent, by code",
    labelNames: ["code"],
    registers
  })
  const answered = new Histogram({
    name: `${prefix}answer_seconds`,
    help: "Time from a frame to its final answer, by command",
    labelNames: ["command"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers
  })
  const ran = new Counter({
    name: `${prefix}runs_total`,
    help: "Answers of the assistant, by how they ended",
    labelNames: ["outcome", "degraded"],
    registers
  })
  const spent = new Counter({
    name: `${prefix}answer_tokens_total`,
    help: `Tokens of answers that were used, by school, user and provider; "other": beyond the first ${mostUsers}`,
    labelNames: ["school", "user", "provider"],
    registers
  })
  const spentInRun = new Histogram({
    name: `${prefix}run_tokens`,
    help: "Tokens of one answer that was used, in and out",
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
    help: "Tokens that providers counted, whether or not their answer was used",
    labelNames: ["provider", "direction"],
    registers
  })
  return Context.make(Meter, {
    received: kind => received.inc({ kind }),
    sent: characters => {
      sent.inc()
      sentBytes.inc(characters)
    },
    refused: code => refused.inc({ code }),
    answered: (command, seconds) => answered.observe({ command }, seconds),
    ran: (outcome, degraded) => ran.inc({ outcome, degraded: String(degraded) }),
    spent: ({ schoolId, id }, provider, count) => {
      spent.inc({ school: schools.of(schoolId), user: users.of(id), provider }, count)
      spentInRun.observe({ provider }, count)
    },
    ungrounded: ids => ungrounded.inc(ids)
  }).pipe(
    Context.add(Metrics, {
      scrape: Effect.promise(() => register.metrics()),
      contentType: register.contentType,
      rejectedUpgrade: status => rejected.inc({ status: String(status) }),
      opened: () => opened.inc(),
      closed: code => closed.inc({ code: String(code) }),
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

export const layer: Layer.Layer<Meter | Metrics, never, ConnectionRegistry> = Layer.effectContext(make)
