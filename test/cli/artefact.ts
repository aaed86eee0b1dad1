import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll } from "vitest"

const repository = new URL("../..", import.meta.url).pathname

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** The environment without whatever settings the person who runs the tests has. */
const bare = { PATH: process.env.PATH ?? "", HOME: tmpdir(), NO_COLOR: "1" }

/**
 * The program as it is shipped, built once for a test file and away from other builds, with a temporary folder to work
 * in. Logs are off, so that standard error holds only what the command itself has to say.
 */
export const artefact = () => {
  const built = join(repository, "dist", `test-${process.pid}-${crypto.randomUUID()}`)
  const at = { folder: "" }

  beforeAll(async () => {
    at.folder = await mkdtemp(join(tmpdir(), "timetable-chat-cli-"))
    await promisify(execFile)("npm", ["run", "build:server", "--", `--outdir=${built}`], { cwd: repository })
  })
  afterAll(async () => {
    await Promise.all([rm(built, { recursive: true, force: true }), rm(at.folder, { recursive: true, force: true })])
  })

  const started = (args: ReadonlyArray<string>, { env = {}, input = "" }: RunOptions) => {
    const child = spawn(process.execPath, [join(built, "main.js"), ...args], {
      cwd: at.folder,
      env: { ...bare, DATA_DIR: "memory://", LOG_LEVEL: "error", ...env }
    })
    const said = { stdout: "", stderr: "" }
    child.stdout.on("data", chunk => {
      said.stdout += chunk
    })
    child.stderr.on("data", chunk => {
      said.stderr += chunk
    })
    // A command that reads nothing may be gone before its input has arrived.
    child.stdin.on("error", () => {})
    child.stdin.end(input)
    return { child, said }
  }

  /** Runs a command to its end. */
  const run = async (args: ReadonlyArray<string>, options: RunOptions = {}): Promise<Ran> => {
    const { child, said } = started(args, options)
    const [code] = await once(child, "close")
    return { code, ...said }
  }

  /** Starts the server and waits for its ready line; `stop` is a SIGTERM, and answers the exit code. */
  const serve = async (env: Readonly<Record<string, string>> = {}) => {
    const { child, said } = started(["start"], { env: { PORT: "0", ...env } })
    const url = await new Promise<string>((resolve, reject) => {
      child.once("close", code => reject(new Error(`start ended with ${code}: ${said.stderr}`)))
      child.stdout.on("data", () => {
        const found = /ready at (http:\S+)/.exec(said.stdout)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const stop = async (): Promise<number | null> => {
      if (child.exitCode !== null) return child.exitCode
      child.kill("SIGTERM")
      const [code] = await once(child, "close")
      return code
    }
    return { url, said, pid: child.pid, stop }
  }

  return { run, serve, path: (name: string) => join(at.folder, name) }
}

export const fixture = (name: string): string => new URL(`../interchange/fixtures/${name}`, import.meta.url).pathname
