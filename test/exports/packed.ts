import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll } from "vitest"

const repository = new URL("../..", import.meta.url).pathname
const run = promisify(execFile)
const quiet = { PATH: process.env.PATH ?? "", HOME: tmpdir(), NO_COLOR: "1", npm_config_update_notifier: "false" }
const sources = [
  "src",
  "migrations",
  "examples",
  "package.json",
  "tsconfig.json",
  "tsconfig.types.json",
  "README.md",
  "LICENSE"
]

/**
 * The tarball as `npm pack` makes it, from a copy so that nobody's running dist/ changes, unpacked into the node_modules of
 * an otherwise empty folder. Beside it stand the dependencies that it declares, and no other: no registry is asked.
 */
export const packed = () => {
  const at = { root: "", tarball: "", folder: "", own: "" }

  beforeAll(async () => {
    at.root = await realpath(await mkdtemp(join(tmpdir(), "timetable-chat-packed-")))
    const copy = join(at.root, "copy")
    const modules = await realpath(join(repository, "node_modules"))
    await mkdir(copy)
    for (const name of sources) await cp(join(repository, name), join(copy, name), { recursive: true })
    await symlink(modules, join(copy, "node_modules"))
    await run("npm", ["pack", "--silent", "--pack-destination", at.root], { cwd: copy, env: quiet })
    const [name = ""] = (await readdir(at.root)).filter(file => file.endsWith(".tgz"))
    at.tarball = join(at.root, name)
    at.folder = join(at.root, "empty")
    at.own = join(at.folder, "node_modules", "timetable-chat")
    await mkdir(at.own, { recursive: true })
    await run("tar", ["-xzf", at.tarball, "--strip-components=1", "-C", at.own])
    const declared: { readonly dependencies: object; readonly bin: Readonly<Record<string, string>> } = JSON.parse(
      await readFile(join(at.own, "package.json"), "utf8")
    )
    for (const dependency of [...Object.keys(declared.dependencies), "@types/node"]) {
      const place = join(at.folder, "node_modules", dependency)
      await mkdir(dirname(place), { recursive: true })
      await symlink(join(modules, dependency), place)
    }
    await mkdir(join(at.folder, "node_modules", ".bin"))
    for (const [command, file] of Object.entries(declared.bin)) {
      await chmod(join(at.own, file), 0o755)
      await symlink(join(at.own, file), join(at.folder, "node_modules", ".bin", command))
    }
  }, 400_000)
  afterAll(() => rm(at.root, { recursive: true, force: true }))

  return {
    at,
    /** Runs a program in the folder; answers what it printed. Fails with what it said if it fails. */
    runs: async (command: string, ...args: ReadonlyArray<string>): Promise<string> => {
      const { stdout } = await run(command, [...args], { cwd: at.folder, env: quiet })
      return stdout
    },
    /** Starts the server by its bin, on a free port; waits for the ready line. */
    serve: async () => {
      const child = spawn(join(at.folder, "node_modules", ".bin", "timetable-chat"), ["start"], {
        cwd: at.folder,
        env: { ...quiet, PORT: "0", LOG_LEVEL: "error" }
      })
      let said = ""
      const url = await new Promise<string>((resolve, reject) => {
        child.stderr.on("data", chunk => {
          said += chunk
        })
        child.once("close", code => reject(new Error(`start ended with ${code}: ${said}`)))
        child.stdout.on("data", chunk => {
          said += chunk
          const found = /ready at (http:\S+)/.exec(said)?.[1]
          if (found !== undefined) resolve(found)
        })
      })
      const stop = async (): Promise<unknown> => {
        child.kill("SIGTERM")
        const [code] = await once(child, "close")
        return code
      }
      return { url, stop }
    }
  }
}
