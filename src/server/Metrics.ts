import { Context, Effect, Layer } from "effect"
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client"
import { ConnectionRegistry } from "../chat/ConnectionRegistry.ts"
import { Meter } from "../chat/Meter.ts"

/** The numbers of this server in Prometheus' text format. */
export class Metrics extends Context.Tag("server/Metrics")<
  Metrics,
  {
    readonly scrape: Effect.Effect<string>
    readonly contentType: string
    readonly rejectedUpgrade: (status: number) => void
    readonly opened: () => void
    readonly closed: (code: number) => void
  }
>() {}

const prefix = "timetable_chat_"

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
  return Context.make(Meter, {
    received: kind => received.inc({ kind }),
    sent: characters => {
      sent.inc()
      sentBytes.inc(characters)
    },
    refused: code => refused.inc({ code }),
    answered: (command, seconds) => answered.observe({ command }, seconds)
  }).pipe(
    Context.add(Metrics, {
      scrape: Effect.promise(() => register.metrics()),
      contentType: register.contentType,
      rejectedUpgrade: status => rejected.inc({ status: String(status) }),
      opened: () => opened.inc(),
      closed: code => closed.inc({ code: String(code) })
    })
  )
})

export const layer: Layer.Layer<Meter | Metrics, never, ConnectionRegistry> = Layer.effectContext(make)
