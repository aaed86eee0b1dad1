import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { type Browser, chromium, type Page } from "playwright-core"

/** The pictures of the README, made from the built service on the demo school: `npm run screenshots`. */

const folder = ".github/images"
const executablePath = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  path => path !== "" && existsSync(path)
)

const started = () => {
  const child = spawn(process.execPath, ["dist/main.js", "start"], {
    env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: "memory://", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const url = new Promise<string>((resolve, reject) => {
    child.once("exit", code => reject(new Error(`the server ended with ${code}`)))
    child.stdout.on("data", (bytes: Buffer) => {
      const found = /ready at (http:\S+)/.exec(bytes.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { child, url }
}

interface Picture {
  readonly name: string
  readonly size: { readonly width: number; readonly height: number }
  readonly colorScheme: "light" | "dark"
  readonly pose: (page: Page) => Promise<void>
}

const say = async (page: Page, text: string) => {
  await page.getByRole("combobox", { name: "Message to the assistant" }).fill(text)
  await page.keyboard.press("Enter")
}

const pictures: ReadonlyArray<Picture> = [
  {
    name: "suggestion",
    size: { width: 1280, height: 800 },
    colorScheme: "light",
    pose: async page => {
      await page.getByRole("button", { name: "Teacher", exact: true }).click()
      await say(page, "Can you help optimize Mrs. Smith's schedule?")
      await page.getByRole("article", { name: "Suggestion" }).first().getByRole("button", { name: "Preview" }).click()
      await page.getByRole("article", { name: "Suggestion" }).first().scrollIntoViewIfNeeded()
    }
  },
  {
    name: "where",
    size: { width: 1280, height: 800 },
    colorScheme: "dark",
    pose: async page => {
      await page.getByRole("button", { name: "Class", exact: true }).click()
      await page.getByRole("combobox", { name: "Which class" }).selectOption({ label: "10b" })
      await page.getByRole("button", { name: /^10b Maths.*Monday 3/ }).click()
      await page.getByRole("button", { name: "Where can it go?" }).click()
      await page.locator("button.place").first().waitFor()
    }
  },
  {
    name: "phone",
    size: { width: 390, height: 844 },
    colorScheme: "light",
    pose: async page => {
      await page.getByRole("button", { name: "Assistant", exact: true }).click()
      await say(page, "What conflicts do we have on Monday morning?")
      await page.locator(".citation").first().waitFor()
    }
  }
]

const take = async (browser: Browser, url: string, { name, size, colorScheme, pose }: Picture): Promise<void> => {
  const page = await browser.newPage({ viewport: size, colorScheme, locale: "en-GB", reducedMotion: "reduce" })
  await page.goto(url)
  await page.locator(".chip").first().waitFor()
  await pose(page)
  await page.screenshot({ path: `${folder}/${name}.png` })
  await page.close()
  process.stdout.write(`${folder}/${name}.png\n`)
}

if (executablePath === undefined) throw new Error("no browser: install Chromium, or set CHROMIUM_PATH")
await mkdir(folder, { recursive: true })
const server = started()
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
try {
  for (const picture of pictures) await take(browser, await server.url, picture)
} finally {
  await browser.close()
  server.child.kill("SIGTERM")
}
