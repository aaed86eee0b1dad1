import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import type { Measurement } from "./Measurement.ts"
import { startOurs } from "./Server.ts"

const executablePath = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  path => path !== "" && existsSync(path)
)
const file = resolve(
  process.env.CORPUS_DIR ?? resolve(process.cwd(), "../shared/data"),
  "fet/uae-ibdp/data_and_timetable.fet"
)
const loads = 3

/**
 * From an interaction to the end of the picture that follows it. The browser's own Event Timing waits for the screen to say so,
 * which without a screen comes whenever the next thing moves.
 */
const watch = `window.paints = []; for (const type of ["pointerdown", "click", "keydown"])
  addEventListener(type, ({ timeStamp }) => requestAnimationFrame(() =>
    setTimeout(() => window.paints.push(performance.now() - timeStamp))), true)`

/** The longest time without a picture while all of the week is scrolled through. */
const scrolled = `new Promise(done => {
  const scroll = document.querySelector(".scroll")
  scroll.scrollTo(0, 0)
  let [last, longest] = [performance.now(), 0]
  const step = now => {
    longest = Math.max(longest, now - last)
    last = now
    scroll.scrollBy(0, 60)
    if (scroll.scrollTop + scroll.clientHeight < scroll.scrollHeight - 1) requestAnimationFrame(step)
    else done(longest)
  }
  requestAnimationFrame(step)
})`

const interactions: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "select a lesson": page => page.locator(".chip").nth(2).click(),
  "show a conflict": page => page.locator(".conflicts li > button:first-child").first().click(),
  "show another": page => page.locator(".conflicts li > button:first-child").nth(3).click(),
  "a teacher's week": page => page.getByRole("button", { name: "Teacher", exact: true }).click(),
  "another teacher": async page => {
    await page.getByRole("combobox", { name: "Which teacher" }).focus()
    await page.keyboard.press("ArrowDown")
  },
  "a class's week": page => page.getByRole("button", { name: "Class", exact: true }).click(),
  "a room's week": page => page.getByRole("button", { name: "Room", exact: true }).click(),
  "the whole week": page => page.getByRole("button", { name: "Whole week" }).click(),
  "only conflicts": page => page.getByRole("checkbox").click(),
  "all lessons": page => page.getByRole("checkbox").click(),
  "type a letter": async page => {
    await page.getByRole("combobox", { name: "Message to the assistant" }).focus()
    await page.keyboard.press("a")
  },
  "where can it go": async page => {
    await page.locator(".chip").nth(1).click()
    await page.getByRole("button", { name: "Where can it go?" }).click()
    await page.locator("[data-colour]").first().waitFor()
  },
  cancel: page => page.keyboard.press("Escape")
}

const opened = async (browser: Browser, url: string) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" })
  await context.addInitScript(watch)
  const page = await context.newPage()
  await page.goto(url)
  await page.locator(".chip").first().waitFor()
  const usableMillis = await page.evaluate<number>("performance.now()")
  return { context, page, usableMillis }
}

/** Settles first, so that nothing but the interaction is measured. */
const paintOf = async (page: Page, act: (page: Page) => Promise<void>): Promise<number> => {
  await page.waitForTimeout(400)
  await page.evaluate("window.paints.length = 0")
  await act(page)
  await page.waitForTimeout(400)
  return page.evaluate<number>("Math.round(Math.max(...window.paints))")
}

const importLarge = async (url: string): Promise<void> => {
  const form = new FormData()
  form.append("current", "yes")
  form.append("file", new Blob([await readFile(file)]), "uae.fet")
  const response = await fetch(`${url}/import`, { method: "POST", body: form })
  if (!response.ok) throw new Error(`the import was refused: ${await response.text()}`)
}

/** The page on a school of 1,585 lessons in a real browser: load, interactions, scrolling. */
export const page = async (): Promise<Measurement> => {
  if (executablePath === undefined || !existsSync(file))
    return { title: "page", table: [], notes: [`left out: needs Chromium (CHROMIUM_PATH) and ${file}`], figures: null }
  const server = await startOurs()
  const url = server.url.replace("ws:", "http:").replace("/ws/chat", "")
  await importLarge(url)
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] })
  try {
    const usable: Array<number> = []
    for (let i = 0; i < loads; i++) {
      const { context, usableMillis } = await opened(browser, url)
      usable.push(Math.round(usableMillis))
      await context.close()
    }
    const { page } = await opened(browser, url)
    const paints: Record<string, number> = {}
    for (const [name, act] of Object.entries(interactions)) paints[name] = await paintOf(page, act)
    const longestFrame = Math.round(await page.evaluate<number>(scrolled))
    const rows = Object.entries(paints).map(([name, millis]) => [name, String(millis)])
    return {
      title: "The page with 1,585 lessons, milliseconds",
      table: [
        ["", "ms"],
        ...usable.map((millis, i) => [i === 0 ? "first load, usable" : `load ${i + 1}, usable`, String(millis)]),
        ...rows,
        ["longest frame while scrolling", String(longestFrame)]
      ],
      notes: ["interactions: until the next paint; budget 200, loads 2000"],
      figures: { usable, paints, longestFrame }
    }
  } finally {
    await browser.close()
    await server.stop()
  }
}
