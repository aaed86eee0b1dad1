import { spawnSync } from "node:child_process"
import { Schema } from "effect"
import { type ChildOptions, ChildProcess } from "./ChildProcess.ts"

/** What every server answers to "cpu". */
const Cpu = Schema.Struct({ cpuMicros: Schema.Number })

/** What probe.ts answers to "cpu" and "memory". */
export const Usage = Schema.Struct({
  ...Cpu.fields,
  /** Bytes. */
  rss: Schema.Number,
  /** Bytes of the heap and of buffers outside of it. */
  heap: Schema.Number
})
export type Usage = typeof Usage.Type

const Block = Schema.Struct({ wall: Schema.Number, busy: Schema.Number, delay: Schema.Number })
/** Milliseconds, by the clock of the machine and by that of the processor; `delay`: what Node's own monitor says. */
export type Block = typeof Block.Type

/** A server in a process of its own, that can be asked what it costs to talk to it. */
export interface Peer {
  readonly name: "ours" | "bare ws" | "FastAPI"
  readonly url: string
  readonly cpuMicros: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** One that runs in Node: it can be asked more. */
export interface Server extends Peer {
  /** After a full collection. */
  readonly memory: () => Promise<Usage>
  /** Longest time that the event loop had no turn since this was last asked; see probe.ts. */
  readonly longestBlock: () => Promise<Block>
  /** kill -9 */
  readonly kill: () => void
}

/** For a process that is asked what it uses. */
export const probing: ReadonlyArray<string> = ["--import", new URL("probe.js", import.meta.url).href]

const built = (file: string): string => new URL(file, import.meta.url).pathname

const started = async (name: Peer["name"], script: string, path: string, options: ChildOptions): Promise<Server> => {
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
const profiling = (name: Peer["name"]): ReadonlyArray<string> => {
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

/** Debian's packages belong to Debian's own Python, which another one may stand in front of. */
const pythons = ["python3", "/usr/bin/python3"]
/** Fails where one is missing; without a library for WebSockets, uvicorn knows no protocol for them. Prints what there is. */
const lookForFastApi = `
import importlib.util, fastapi, pydantic, uvicorn, uvicorn.protocols.websockets.auto as sockets
assert sockets.AutoWebSocketsProtocol
loop = "uvloop" if importlib.util.find_spec("uvloop") else "asyncio"
print(f"FastAPI {fastapi.__version__}, pydantic {pydantic.VERSION}, uvicorn {uvicorn.__version__}, {loop}")`

export interface FastApi extends Peer {
  /** With the versions of what it is made of. */
  readonly about: string
}

/** FastAPI on uvicorn, whose answers have so many bytes; null: it is not on this machine. */
export const startFastApi = async (bytes: number): Promise<FastApi | null> => {
  for (const python of pythons) {
    const { status, stdout } = spawnSync(python, ["-c", lookForFastApi], { encoding: "utf8" })
    if (status !== 0) continue
    const child = new ChildProcess(built("fastapiServer.py"), { execPath: python, args: [String(bytes)] })
    const http = await child.printed(/ready at (http:\S+)/)
    return {
      name: "FastAPI",
      about: stdout.trim(),
      url: `${http.replace("http:", "ws:")}/`,
      cpuMicros: async () => (await child.ask(Cpu, "cpu")).cpuMicros,
      stop: () => child.stop()
    }
  }
  return null
}
