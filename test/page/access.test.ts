import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { browsing, describePage, lastAnswer, narrow, say, wide } from "./browser.ts"

const { serve, person } = browsing()
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

const run = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then(found =>
  found.violations.map(({ id, impact, nodes }) => id + " (" + impact + "): " + nodes[0].html.slice(0, 200)))`

/** What axe finds against WCAG 2.2 AA, on the page as it stands. */
const findings = async (page: Page): Promise<unknown> => {
  await page.evaluate(axe)
  return page.evaluate(run)
}

const isHeadingWhole = `(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
  scrollWidth <= clientWidth && scrollHeight <= clientHeight)(document.querySelector("h1"))`

describePage.each([
  ["light", "wide", wide],
  ["dark", "wide", wide],
  ["light", "narrow", narrow],
  ["dark", "narrow", narrow]
] as const)("in %s on a %s screen", (colorScheme, _, viewport) => {
  it("everything can be read and reached: grid, moving, preview, conflicts and chat", async () => {
    const server = await serve()
    // Scripts of ours go around the policy here; the page's own do not.
    const page = await (await person({ viewport, colorScheme, bypassCSP: true })).tab(server.http)
    const show = async (name: string) => {
      if (viewport === narrow)
        await page
          .getByRole("button", { name: new RegExp(`^${name}`) })
          .last()
          .click()
    }
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(isHeadingWhole)).toBe(true)
    await page.getByRole("button", { name: /^10b Maths.*Monday 3/ }).click()
    await page.getByRole("button", { name: "Where can it go?" }).click()
    await page.locator("button.place").first().waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press("Escape")
    await show("Conflicts")
    expect(await findings(page)).toEqual([])
    await show("Assistant")
    await say(page, "Can you help optimize Mrs. Smith's schedule?")
    const card = page.getByRole("article", { name: "Suggestion" }).first()
    await card.waitFor()
    await lastAnswer(page).getByRole("button", { name: "Stop" }).waitFor({ state: "detached" })
    expect(await findings(page)).toEqual([])
    await card.getByRole("button", { name: "Preview" }).click()
    await page.getByRole("region", { name: "Preview" }).waitFor()
    expect(await findings(page)).toEqual([])
  }, 90_000)
})
