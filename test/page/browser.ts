import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { rm } from "node:fs/promises"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, onTestFinished } from "vitest"
import * as Files from "../../src/server/PageFiles.ts"
import { startServer, type Unusual } from "../support/TestServer.ts"

const root = new URL("../..", import.meta.url).pathname
const folder = `node_modules/.cache/timetable-chat-page-${process.pid}`

const candidates = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
]
const executablePath = candidates.find(path => path !== "" && existsSync(path))

if (executablePath === undefined)
  process.stderr.write("\nNO BROWSER: the tests of the page are skipped. Install Chromium, or set CHROMIUM_PATH.\n\n")

/** A suite that needs a browser: skipped, and said so loudly, where there is none. */
export const describePage = executablePath === undefined ? describe.skip : describe

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 390, height: 844 }

/** The page, built once for a test file, and one browser for all its tests. */
export const browsing = () => {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (executablePath === undefined) return
    await promisify(execFile)("npm", ["run", "--silent", "build:page", "--", "--outDir", `${root}${folder}`], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" }
    })
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await rm(`${root}${folder}`, { recursive: true, force: true })
  })

  /** The real server with the page on it, stopped when the test is over. */
  const serve = async (unusual: Unusual = {}) => {
    const server = await startServer({
      ...unusual,
      settings: { RATE_BURST: "200", DRAIN_TIMEOUT: "1 second", ...unusual.settings },
      page: Files.layer(pathToFileURL(`${root}${folder}/`))
    })
    let isUp = true
    const stop = async () => {
      if (isUp) await server.stop()
      isUp = false
    }
    onTestFinished(stop)
    return { ...server, stop }
  }

  /** A person's browser, with nothing kept from before. What it complains of fails the test. */
  const person = async (options: BrowserContextOptions = {}) => {
    if (browser === undefined) throw new Error("no browser")
    const context = await browser.newContext({ viewport: wide, locale: "en-GB", ...options })
    const complaints: Array<string> = []
    context.on("weberror", error => complaints.push(error.error().message))
    context.on("console", message => {
      // A connection that is refused while the server restarts is what the test is about.
      if (message.type() === "error" && !/WebSocket|ERR_/.test(message.text())) complaints.push(message.text())
    })
    onTestFinished(async () => {
      await context.close()
      expect(complaints).toEqual([])
    })
    return { context, complaints, tab: (http: string) => open(context.newPage(), http) }
  }
  return { serve, person }
}

const open = async (made: Promise<Page>, http: string): Promise<Page> => {
  const page = await made
  page.setDefaultTimeout(10_000)
  await page.goto(http)
  await page.locator(".chip").first().waitFor()
  return page
}

/** Says something to the assistant. */
export const say = async (page: Page, text: string): Promise<void> => {
  await page.getByRole("combobox", { name: "Message to the assistant" }).fill(text)
  await page.keyboard.press("Enter")
}

export const lastAnswer = (page: Page) => page.locator(".exchange").last().locator(".answer")
