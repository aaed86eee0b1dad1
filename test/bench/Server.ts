import { Schema } from "effect"
import { type ChildOptions, ChildProcess } from "./ChildProcess.ts"

/** What probe.ts answers to "cpu" and "memory". */
export const Usage = Schema.Struct({
  /** Bytes. */
  rss: Schema.Number,
  /** Bytes of the heap and of buffers outside of it. */
  heap: Schema.Number,
  cpuMicros: Schema.Number
})
export type Usage = typeof Usage.Type

const Block = Schema.Struct({ wall: Schema.Number, busy: Schema.Number, delay: Schema.Number })
/** Milliseconds, by the clock of the machine and by that of the processor; `delay`: what Node's own monitor says. */
export type Block = typeof Block.Type

/** A server in a process of its own. */
export interface Server {
  readonly name: "ours" | "bare ws"
  readonly url: string
  readonly cpuMicros: () => Promise<number>
  /** After a full collection. */
  readonly memory: () => Promise<Usage>
  /** Longest time that the event loop had no turn since this was last asked; see probe.ts. */
  readonly longestBlock: () => Promise<Block>
  readonly stop: () => Promise<void>
  /** kill -9 */
  readonly kill: () => void
}

/** For a process that is asked what it uses. */
export const probing: ReadonlyArray<string> = ["--import", new URL("probe.js", import.meta.url).href]

const built = (file: string): string => new URL(file, import.meta.url).pathname

const started = async (name: Server["name"], script: string, path: string, options: ChildOptions): Promise<Server> => {
  const child = new ChildProcess(built(script), {
    ...options,
    nodeOptions: ["--expose-gc", ...probing, ...profiling(name)]
  })
  const http = await child.printed(/ready at (http:\S+)/)
  return {
    name,
    url: `${http.replace("http:", "ws:")}${path}`,
    cpuMicros: async () => (await child.ask(Usage, "cpu")).cpuMicros,
    memory: () => child.ask(Usage, "memory"),
    longestBlock: () => child.ask(Block, "block"),
    stop: () => child.stop(),
    kill: () => child.kill()
  }
}

/** BENCH_PROFILE=folder writes a CPU profile of our server there. */
const profiling = (name: Server["name"]): ReadonlyArray<string> => {
  const folder = process.env.BENCH_PROFILE
  return folder === undefined || name !== "ours" ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`]
}

/** The built service as a user starts it, but for the limits on what one client may send. */
export const startOurs = (env: Readonly<Record<string, string>> = {}): Promise<Server> =>
  started("ours", "../main.js", "/ws/chat", {
    args: ["start"],
    env: {
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: "memory://",
      LOG_LEVEL: "error",
      RATE_MESSAGES_PER_SECOND: "1000000000",
      RATE_BURST: "1000000000",
      ...env
    }
  })

/** `ws` alone: JSON.parse, an answer in the shape of `reply`, JSON.stringify; no checks, no heartbeats. */
export const startBare = (reply: string): Promise<Server> => started("bare ws", "bareServer.js", "/", { args: [reply] })

/** `ws` alone: tells everybody what one has asked for. */
export const startRoom = (answer: string): Promise<Server> => started("bare ws", "bareRoom.js", "/", { args: [answer] })

/** `ws` and `fetch` alone: passes on what the provider at this address streams. */
export const startRelay = (provider: string): Promise<Server> =>
  started("bare ws", "bareRelay.js", "/", { args: [provider] })
