import { execFile, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { type Browser, chromium } from "playwright-core"

/**
 * What a newcomer does, timed: from a fresh clone of this repository to "Apply" on a real suggestion, on a wide screen and
 * on a phone. `npm run tour`; needs git, a registry or npm's cache, and Chromium.
 */

const budgetSeconds = 120
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 }
]
const executablePath = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  path => path !== "" && existsSync(path)
)

const timed = async <A>(
  name: string,
  job: () => Promise<A>
): Promise<{ readonly seconds: number; readonly made: A }> => {
  const begun = performance.now()
  const made = await job()
  const seconds = (performance.now() - begun) / 1000
  process.stdout.write(`${name.padEnd(46)}${seconds.toFixed(1).padStart(7)} s\n`)
  return { seconds, made }
}

const run = promisify(execFile)

const start = (folder: string) => {
  const child = spawn("npm", ["start"], {
    cwd: folder,
    detached: true,
    env: { ...process.env, PORT: "0", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const url = new Promise<string>((resolve, reject) => {
    let said = ""
    child.once("exit", code => reject(new Error(`npm start ended with ${code}: ${said}`)))
    child.stdout.on("data", (bytes: Buffer) => {
      said += bytes.toString()
      const found = /ready at (http:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { url, pid: child.pid }
}

/** As a person would: open, ask, look, apply. */
const visit = async (browser: Browser, url: string, viewport: (typeof sizes)[number]): Promise<number> => {
  const at = `${viewport.width}×${viewport.height}`
  const page = await browser.newPage({ viewport, locale: "en-GB" })
  const opened = await timed(`${at}: the page is there`, async () => {
    await page.goto(url)
    await page.locator(".chip").first().waitFor()
  })
  const asked = await timed(`${at}: a suggestion is there`, async () => {
    if (viewport.width < 960) await page.getByRole("button", { name: "Assistant", exact: true }).click()
    await page
      .getByRole("combobox", { name: "Message to the assistant" })
      .fill("Can you help optimize Mrs. Smith's schedule?")
    await page.keyboard.press("Enter")
    await page.getByRole("article", { name: "Suggestion" }).first().waitFor()
  })
  const applied = await timed(`${at}: it is applied`, async () => {
    await page.getByRole("article", { name: "Suggestion" }).first().getByRole("button", { name: "Apply" }).click()
    await page.getByText("You applied a change").waitFor()
  })
  // The next visitor finds the school as it was.
  await page.getByRole("region", { name: "News" }).getByRole("button", { name: "Undo" }).first().click()
  await page.getByText("You took a change back").waitFor()
  await page.close()
  return opened.seconds + asked.seconds + applied.seconds
}

if (executablePath === undefined) throw new Error("no browser: install Chromium, or set CHROMIUM_PATH")
const folder = await mkdtemp(join(tmpdir(), "timetable-chat-tour-"))
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
let pid: number | undefined
try {
  const cloned = await timed("git clone", () => run("git", ["clone", "--quiet", process.cwd(), folder]))
  const installed = await timed("npm ci", () => run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder }))
  const started = await timed("npm start, until it is ready", () => {
    const server = start(folder)
    pid = server.pid
    return server.url
  })
  const before = cloned.seconds + installed.seconds + started.seconds
  for (const size of sizes) {
    const total = before + (await visit(browser, started.made, size))
    process.stdout.write(
      `${`${size.width}×${size.height}: from clone to Apply`.padEnd(46)}${total.toFixed(1).padStart(7)} s\n`
    )
    if (total > budgetSeconds) process.exitCode = 1
  }
} finally {
  await browser.close()
  // npm and what it started.
  if (pid !== undefined) process.kill(-pid, "SIGTERM")
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
