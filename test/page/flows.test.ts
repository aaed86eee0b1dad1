import { expect, it } from "vitest"
import { browsing, describePage, lastAnswer, narrow, say, wide } from "./browser.ts"

const { serve, person } = browsing()

const numbersIn = (text: string): ReadonlyArray<number> =>
  [...text.matchAll(/[−+±]?\d+/g)].map(([n]) => Number(n.replace("−", "-").replace("±", "")))

/** The score that a gain makes of another. */
const scoreAfter = (score: string, gain: string): string => {
  const [[hard = 0, soft = 0], [lessHard = 0, lessSoft = 0]] = [numbersIn(score), numbersIn(gain)]
  return `${hard + lessHard} hard, ${soft + lessSoft} soft`
}

describePage.each([
  ["a wide screen", wide],
  ["a phone", narrow]
])("on %s, a planner", (_, viewport) => {
  const isNarrow = viewport === narrow

  it("asks what is wrong on Monday morning and sees it in the grid", async () => {
    const server = await serve()
    const page = await (await person({ viewport })).tab(server.http)
    if (isNarrow) await page.getByRole("button", { name: "Assistant", exact: true }).click()
    await say(page, "What conflicts do we have on Monday morning?")
    await lastAnswer(page).getByText("3 conflicts on Monday morning: 3 hard, 0 soft.").waitFor()
    await page.locator(".citation").filter({ hasText: "Mrs. Smith teaches" }).click()
    const lit = page.locator('.chip[data-highlighted="true"]')
    await expect.poll(() => lit.count()).toBe(2)
    expect((await lit.allTextContents()).sort()).toEqual(["10b Maths", "7a Maths"])
    await expect.poll(() => lit.first().isVisible()).toBe(true)
  })

  it("has Mrs. Smith's schedule improved: looks at a suggestion in the grid, applies it, takes it back", async () => {
    const server = await serve()
    const page = await (await person({ viewport })).tab(server.http)
    const score = page.locator(".score")
    expect(await score.textContent()).toBe("7 hard, 2 soft")
    if (isNarrow) await page.getByRole("button", { name: "Assistant", exact: true }).click()
    await say(page, "Can you help optimize Mrs. Smith's schedule?")
    const card = page.getByRole("article", { name: "Suggestion" }).first()
    await card.getByRole("button", { name: "Preview" }).click()
    const bar = page.getByRole("region", { name: "Preview" })
    await bar.getByText("Nothing is changed yet.").waitFor()
    expect(await page.locator('.chip[data-preview="to"]').count()).toBeGreaterThan(0)
    expect(await score.textContent()).toBe("7 hard, 2 soft")
    const gain = (await bar.locator(".gain").textContent()) ?? ""
    await bar.getByRole("button", { name: "Apply" }).click()
    await page.getByText("You applied a change").waitFor()
    // How far the search came in its time differs; what it said is what happens.
    await expect.poll(() => score.textContent()).toBe(scoreAfter("7 hard, 2 soft", gain))
    await page.getByRole("region", { name: "News" }).getByRole("button", { name: "Undo" }).first().click()
    await expect.poll(() => score.textContent()).toBe("7 hard, 2 soft")
    expect(await page.locator(".version").textContent()).toBe("version 3")
  })
})

describePage("a planner", () => {
  it("stops an optimisation that shows how it goes on, and tries again", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await say(page, "/optimize seconds=60")
    await page.getByRole("progressbar").waitFor()
    await lastAnswer(page).getByText("best so far").waitFor()
    await lastAnswer(page).getByRole("button", { name: "Stop" }).click()
    await lastAnswer(page).getByText("Stopped.").waitFor()
    await lastAnswer(page).getByRole("button", { name: "Try again" }).waitFor()
  })

  it("is helped with commands, their parameters and their values while typing", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    const field = page.getByRole("combobox", { name: "Message to the assistant" })
    await field.fill("/conf")
    await page.keyboard.press("Tab")
    await page.keyboard.type("teach")
    await page.keyboard.press("Tab")
    await page.keyboard.type("smi")
    await page.getByRole("option", { name: "Mrs. Smith" }).waitFor()
    await page.keyboard.press("Enter")
    expect(await field.inputValue()).toBe('/conflicts teacher="Mrs. Smith" ')
    await page.keyboard.press("Enter")
    await lastAnswer(page).getByText("1 conflict for Mrs. Smith: 1 hard, 0 soft.").waitFor()
  })

  it("looks at one teacher, one class, one room; the list of conflicts follows", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await page.getByRole("button", { name: "Teacher", exact: true }).click()
    await page.getByRole("combobox", { name: "Which teacher" }).selectOption({ label: "Mr. Kaye" })
    const conflicts = page.getByRole("region", { name: /^Conflicts/ })
    expect(await conflicts.getByRole("listitem").allTextContents()).toEqual([
      expect.stringContaining("Mr. Kaye is not available on Wednesday")
    ])
    await page.getByRole("button", { name: "Class", exact: true }).click()
    await page.getByRole("combobox", { name: "Which class" }).selectOption({ label: "7a" })
    // The year's assembly is a lesson of the class, too.
    await page.getByRole("button", { name: /^Year 7 Assembly/ }).click()
    // The assistant is told what is selected.
    await say(page, "/where")
    await lastAnswer(page).getByText("Year 7 Assembly, Tuesday, period 1:").waitFor()
  })

  it("reads German, from the buttons to the hints, and keeps that", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await page.getByRole("button", { name: "Deutsch" }).click()
    await page.getByRole("button", { name: "Ganze Woche" }).waitFor()
    await page.reload()
    await page.getByRole("heading", { name: "Konflikte 9" }).waitFor()
    expect(await page.locator("html").getAttribute("lang")).toBe("de")
  })
})
