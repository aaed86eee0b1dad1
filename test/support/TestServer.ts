import * as NodeContext from "@effect/platform-node/NodeContext"
import { ConfigProvider, Effect, HashMap, Layer, Logger, LogLevel, ManagedRuntime } from "effect"
import { assistant, serverWith } from "../../src/App.ts"
import { load } from "../../src/AppConfig.ts"
import { AiProvider } from "../../src/assistant/AiProvider.ts"
import { ProviderStates, steady } from "../../src/assistant/ProviderStates.ts"
import type { ConversationRepo } from "../../src/chat/conversations/ConversationRepo.ts"
import * as Conversations from "../../src/chat/conversations/ConversationRepoMemory.ts"
import * as Journal from "../../src/chat/conversations/JournalPlain.ts"
import * as Runs from "../../src/chat/runs/RunRepoMemory.ts"
import * as Logouts from "../../src/chat/sessions/LogoutRepoMemory.ts"
import * as Sessions from "../../src/chat/sessions/SessionRepoMemory.ts"
import { type Importer, layerInline } from "../../src/interchange/Importer.ts"
import type { ChangeRepo } from "../../src/schedule/ChangeRepo.ts"
import * as Changes from "../../src/schedule/ChangeRepoMemory.ts"
import * as Events from "../../src/schedule/EventLogMemory.ts"
import type { ScheduleRepo } from "../../src/schedule/ScheduleRepo.ts"
import * as Schedules from "../../src/schedule/ScheduleRepoMemory.ts"
import type { SuggestionRepo } from "../../src/schedule/SuggestionRepo.ts"
import * as Suggestions from "../../src/schedule/SuggestionRepoMemory.ts"
import { layerLocal } from "../../src/schedule/WakeUps.ts"
import { HttpDoor } from "../../src/server/HttpDoor.ts"
import * as Page from "../../src/server/PageFiles.ts"
import type { Searcher } from "../../src/suggestions/Searcher.ts"
import * as Inline from "../../src/workers/SearcherInline.ts"

/** What a test's server has that the usual one has not. */
export interface Unusual {
  /** Environment variables, e.g. { RATE_BURST: "1000" }. */
  readonly settings?: Readonly<Record<string, string>>
  readonly storage?: Layer.Layer<ScheduleRepo | ChangeRepo | SuggestionRepo | ConversationRepo>
  /** Instead of the one that the settings configure. */
  readonly assistant?: Layer.Layer<AiProvider>
  readonly searcher?: Layer.Layer<Searcher>
  readonly importer?: Layer.Layer<Importer>
  /** None unless given, whatever may have been built. */
  readonly page?: Layer.Layer<Page.PageFiles>
}

export interface LogLine {
  readonly level: string
  readonly message: string
  readonly annotations: Readonly<Record<string, unknown>>
}

/** All that is kept of timetables, in memory. */
export const schedules = Layer.mergeAll(Schedules.layerMemory, Changes.layerMemory, Suggestions.layerMemory)

/** What no test brings of its own unless it says so. */
const rest = Layer.mergeAll(Runs.layerMemory, Sessions.layerMemory, Logouts.layerMemory, Events.layerMemory, layerLocal)

export const memory = Layer.mergeAll(schedules, Conversations.layerMemory, Events.layerMemory)

const usual = { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "info" }

/** An assistant of the test's own is always well. */
const wellBeing = (provider: Layer.Layer<AiProvider>) =>
  Layer.provideMerge(
    Layer.effect(
      ProviderStates,
      Effect.map(AiProvider, ({ name }) => steady(name))
    ),
    provider
  )

const keepLines = (lines: Array<LogLine>) =>
  Logger.make(({ logLevel, message, annotations }) => {
    const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message]
    lines.push({
      level: logLevel.label,
      message: parts.map(String).join(" "),
      annotations: Object.fromEntries(HashMap.toEntries(annotations))
    })
  })

export const configured = (settings: Unusual["settings"]) => {
  const provider = ConfigProvider.fromMap(new Map(Object.entries({ ...usual, ...settings })))
  return Effect.runPromise(Effect.withConfigProvider(load, provider))
}

/** The real server in this process, on a free port, on the demo school in memory. The caller stops it. */
export const startServer = async (unusual: Unusual = {}) => {
  const config = await configured(unusual.settings)
  const lines: Array<LogLine> = []
  const logging = Layer.merge(
    Logger.replace(Logger.defaultLogger, keepLines(lines)),
    Logger.minimumLogLevel(config.logLevel)
  )
  const server = serverWith(config, {
    storage: Layer.provideMerge(Journal.layer, Layer.merge(rest, unusual.storage ?? memory)),
    assistant: unusual.assistant === undefined ? assistant(config) : wellBeing(unusual.assistant),
    searcher: unusual.searcher ?? Inline.layer,
    importer: unusual.importer ?? Layer.provide(layerInline, NodeContext.layer),
    page: unusual.page ?? Page.layerNone
  })
  const runtime = ManagedRuntime.make(Layer.provideMerge(server, logging))
  const { port } = await runtime.runPromise(HttpDoor)
  return {
    port,
    http: `http://127.0.0.1:${port}`,
    url: `ws://127.0.0.1:${port}/ws/chat`,
    /** Looks into the server: its registry, its stores. */
    run: runtime.runPromise,
    /** What it logged so far. */
    lines,
    /** Warnings and errors it logged so far: most faults of a peer are none of ours. */
    complaints: () =>
      lines.filter(line => line.level === LogLevel.Warning.label || line.level === LogLevel.Error.label),
    stop: () => runtime.dispose()
  }
}
export type TestServer = Awaited<ReturnType<typeof startServer>>
