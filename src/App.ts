import { hostname } from "node:os"
import { Duration, Effect, Layer, LogLevel, Option } from "effect"
import type { AppConfig } from "./AppConfig.ts"
import type { AiProvider } from "./assistant/AiProvider.ts"
import { type AiSettings, defaults as aiDefaults } from "./assistant/AiSettings.ts"
import { chainLayer } from "./assistant/chainLayer.ts"
import type { ProviderStates } from "./assistant/ProviderStates.ts"
import * as BusHere from "./chat/Bus.ts"
import * as Log from "./chat/conversations/ConversationLog.ts"
import * as Memory from "./chat/conversations/ConversationMemory.ts"
import type { ConversationRepo } from "./chat/conversations/ConversationRepo.ts"
import * as ConversationStore from "./chat/conversations/ConversationRepoPg.ts"
import * as Conversations from "./chat/conversations/Conversations.ts"
import type { Journal } from "./chat/conversations/Journal.ts"
import * as JournalStore from "./chat/conversations/JournalPg.ts"
import * as Gateway from "./chat/Gateway.ts"
import * as Keeper from "./chat/runs/RunKeeper.ts"
import type { RunRepo } from "./chat/runs/RunRepo.ts"
import * as RunStore from "./chat/runs/RunRepoPg.ts"
import * as Snapshots from "./chat/runs/RunSnapshots.ts"
import * as Runs from "./chat/runs/Runs.ts"
import * as Registry from "./chat/sessions/ConnectionRegistry.ts"
import * as Expiry from "./chat/sessions/Expiry.ts"
import { Identity, layerEverybody } from "./chat/sessions/Identity.ts"
import * as Logout from "./chat/sessions/Logout.ts"
import type { LogoutRepo } from "./chat/sessions/LogoutRepo.ts"
import * as LogoutStore from "./chat/sessions/LogoutRepoPg.ts"
import { layerMemory } from "./chat/sessions/RateLimiter.ts"
import type { SessionRepo } from "./chat/sessions/SessionRepo.ts"
import * as SessionStore from "./chat/sessions/SessionRepoPg.ts"
import { layerNoop as layerUntraced } from "./chat/Tracing.ts"
import * as Presence from "./chat/topics/Presence.ts"
import * as Retention from "./chat/topics/Retention.ts"
import * as Topics from "./chat/topics/TopicsShared.ts"
import type { User } from "./chat/User.ts"
import type { Importer } from "./interchange/Importer.ts"
import * as Applying from "./schedule/Applying.ts"
import * as Feed from "./schedule/ChangeFeedLocal.ts"
import type { ChangeRepo } from "./schedule/ChangeRepo.ts"
import * as Changes from "./schedule/ChangeRepoPg.ts"
import * as Detector from "./schedule/ConflictDetectorCached.ts"
import * as Preparing from "./schedule/ConflictDetectorPreparing.ts"
import { layerEmbedded, layerPostgres } from "./schedule/Database.ts"
import { demoSchool, seedDemo } from "./schedule/demo/DemoSchool.ts"
import type { EventLog } from "./schedule/EventLog.ts"
import * as Events from "./schedule/EventLogPg.ts"
import { migrate } from "./schedule/Migrations.ts"
import type { ScheduleRepo } from "./schedule/ScheduleRepo.ts"
import * as Schedules from "./schedule/ScheduleRepoPg.ts"
import type { SuggestionRepo } from "./schedule/SuggestionRepo.ts"
import * as Suggestions from "./schedule/SuggestionRepoPg.ts"
import type { WakeUps } from "./schedule/WakeUps.ts"
import * as WakeUpsHere from "./schedule/WakeUps.ts"
import * as WakeUpsOver from "./schedule/WakeUpsPg.ts"
import * as BusOver from "./server/BusRedis.ts"
import * as Drain from "./server/Drain.ts"
import * as Heartbeats from "./server/Heartbeats.ts"
import * as Http from "./server/HttpDoor.ts"
import * as Jwt from "./server/IdentityJwt.ts"
import { knownSchools } from "./server/knownSchools.ts"
import * as Metrics from "./server/Metrics.ts"
import { notLoggedOut } from "./server/notLoggedOut.ts"
import * as Page from "./server/PageFiles.ts"
import * as PageSettings from "./server/PageSettings.ts"
import * as ProviderGauge from "./server/ProviderGauge.ts"
import * as RateLimiterRedis from "./server/RateLimiterRedis.ts"
import * as Readiness from "./server/Readiness.ts"
import * as Door from "./server/SocketDoor.ts"
import * as SystemStamp from "./server/SystemStamp.ts"
import * as TracingOver from "./server/TracingOtlp.ts"
import * as Uploads from "./server/Uploads.ts"
import type { Searcher } from "./suggestions/Searcher.ts"
import { version } from "./version.ts"
import * as ImporterWorkers from "./workers/ImporterWorkers.ts"
import * as Workers from "./workers/SearcherWorkers.ts"

/** The only file that knows everybody: every adapter meets its port here. */

/** The one school of a server without authentication, and who everybody is on it. */
export const localUser: User = { id: "local", name: "Local planner", schoolId: demoSchool.id, role: "editor" }

const identity = (config: AppConfig) =>
  config.auth === "none"
    ? layerEverybody(localUser)
    : Layer.scoped(Identity, Identity.pipe(Effect.flatMap(knownSchools), Effect.flatMap(notLoggedOut))).pipe(
        Layer.provide(Jwt.layer(config))
      )

/** Who is not known by a token is not one person: only connections and addresses are limited then. */
const perPerson = (config: AppConfig, limit: number): number => (config.auth === "none" ? 0 : limit)

const limiter = (config: AppConfig) => {
  const rates = { perUser: perPerson(config, config.ratePerUser), perAddress: config.ratePerAddress }
  return Option.match(config.redisUrl, {
    onNone: () => layerMemory(rates),
    onSome: url => RateLimiterRedis.layer(url, rates)
  })
}

const database = (config: AppConfig) =>
  Option.match(config.databaseUrl, {
    onNone: () => layerEmbedded(config.dataDir),
    onSome: url => layerPostgres(url)
  })

/** The stores, on a database that is up to date. */
export const storage = (config: AppConfig) =>
  Layer.mergeAll(
    Schedules.layer,
    Changes.layer,
    Suggestions.layer,
    ConversationStore.layer,
    RunStore.layer,
    JournalStore.layer,
    SessionStore.layer,
    LogoutStore.layer,
    Events.layer,
    Option.match(config.databaseUrl, { onNone: () => WakeUpsHere.layerLocal, onSome: WakeUpsOver.layer })
  ).pipe(Layer.provide(Layer.effectDiscard(migrate)), Layer.provide(database(config)))

/** The database brought up to date, and nothing else. */
export const migrated = (config: AppConfig) => Effect.provide(migrate, database(config))

const announced = (config: AppConfig) => ({
  maxMessageBytes: config.maxMessageBytes,
  messagesPerSecond: config.messagesPerSecond,
  burst: config.burst,
  ratePerUser: perPerson(config, config.ratePerUser),
  ratePerAddress: config.ratePerAddress,
  connectionsPerUser: perPerson(config, config.maxConnectionsPerUser),
  connectionsPerAddress: config.maxConnectionsPerAddress,
  outboxBytes: config.outboxBytes,
  heartbeatMillis: Duration.toMillis(config.heartbeatInterval)
})

/** The part of the settings that is about the assistant; a provider without its model is not configured. */
const aiSettings = (config: AppConfig): AiSettings => {
  const { aiProviders, openAiKey, openAiModel, anthropicKey, anthropicModel, localAiUrl, localAiModel } = config
  return {
    ...aiDefaults,
    order: aiProviders.length === 0 ? null : aiProviders,
    openai: Option.getOrNull(
      Option.zipWith(openAiKey, openAiModel, (key, model) => ({ key, model, baseUrl: config.openAiBaseUrl }))
    ),
    anthropic: Option.getOrNull(
      Option.zipWith(anthropicKey, anthropicModel, (key, model) => ({ key, model, baseUrl: config.anthropicBaseUrl }))
    ),
    local: Option.getOrNull(
      Option.zipWith(localAiUrl, localAiModel, (baseUrl, model) => ({ key: null, model, baseUrl }))
    ),
    firstTokenTimeout: config.aiFirstTokenTimeout,
    stallTimeout: config.aiStallTimeout
  }
}

/** The providers that are configured, counted, and the built-in one behind them. */
export const assistant = (config: AppConfig) =>
  Layer.unwrapEffect(Effect.map(Metrics.Metrics, ({ ai }) => chainLayer(aiSettings(config), ai)))

const policy = (config: AppConfig) => ({
  budget: { perUser: config.aiDailyTokensPerUser, perSchool: config.aiDailyTokensPerSchool },
  hideNames: config.aiPrivacy === "on"
})

/** The same when this server is started anew, and nobody else's: two cannot listen on one port. */
const nodeName = ({ port }: AppConfig): string => `${hostname()}:${port === 0 ? `pid ${process.pid}` : port}`

/** Word between nodes, where there are several. */
const bus = (config: AppConfig) =>
  Option.match(config.redisUrl, { onNone: () => BusHere.layerLocal, onSome: BusOver.layer })

/** Where the frames of clients lead, for those who collect traces. */
const tracing = (config: AppConfig) =>
  Option.match(config.otelEndpoint, {
    onNone: () => layerUntraced,
    onSome: endpoint => TracingOver.layer(endpoint, version)
  })

const isTracing = (config: AppConfig): boolean => LogLevel.lessThanEqual(config.logLevel, LogLevel.Debug)

/** What a server may be given other than the real thing: stores, and who words the answers. */
export interface Adapters<E> {
  readonly storage: Layer.Layer<
    | ScheduleRepo
    | ChangeRepo
    | SuggestionRepo
    | ConversationRepo
    | RunRepo
    | Journal
    | SessionRepo
    | LogoutRepo
    | EventLog
    | WakeUps,
    E
  >
  readonly assistant: Layer.Layer<AiProvider | ProviderStates, never, Metrics.Metrics>
  readonly searcher: Layer.Layer<Searcher>
  readonly importer: Layer.Layer<Importer>
  readonly page: Layer.Layer<Page.PageFiles>
}

/**
 * The whole server. Layers that stand first here are released first: the drain before the doors, the doors before the
 * conversations, those before the stores.
 */
export const serverWith = <E>(config: AppConfig, { storage, assistant, searcher, importer, page }: Adapters<E>) =>
  Drain.layer(config).pipe(
    Layer.provideMerge(Http.layer(config)),
    Layer.provideMerge(Layer.merge(Heartbeats.layer(config), Expiry.layer)),
    Layer.provideMerge(Door.layer(config)),
    Layer.provideMerge(Gateway.layer(announced(config), policy(config), isTracing(config))),
    Layer.provideMerge(identity(config)),
    Layer.provideMerge(
      Layer.mergeAll(Keeper.layer(nodeName(config)), Log.layer, Memory.layer, Retention.layer, ProviderGauge.layer)
    ),
    Layer.provideMerge(
      Layer.mergeAll(
        Presence.layer,
        Conversations.layer,
        Logout.layer,
        limiter(config),
        Readiness.layer,
        Uploads.layer(config),
        PageSettings.layer(config),
        importer,
        assistant,
        page
      )
    ),
    Layer.provideMerge(Snapshots.layer),
    Layer.provideMerge(Topics.layer),
    Layer.provideMerge(Metrics.layer),
    Layer.provideMerge(Runs.layer),
    Layer.provideMerge(Layer.mergeAll(Registry.layer, SystemStamp.layer, Applying.layer, bus(config))),
    Layer.provideMerge(Layer.mergeAll(Layer.provide(Preparing.layer, Detector.layer), Feed.layer)),
    Layer.provideMerge(searcher),
    Layer.provideMerge(Layer.effectDiscard(seedDemo)),
    Layer.provideMerge(storage),
    Layer.provideMerge(tracing(config))
  )

export const server = (config: AppConfig) =>
  serverWith(config, {
    storage: storage(config),
    assistant: assistant(config),
    searcher: Workers.layer(),
    importer: ImporterWorkers.layer(),
    // The same folder from src/ and from dist/.
    page: Page.layer(new URL("../dist/page", import.meta.url))
  })
