import { expect, it } from "vitest"
import { browsing, describePage, narrow } from "./browser.ts"

const { serve, person } = browsing()

describePage("a lesson", () => {
  it("is dragged: slots turn green, amber, red or grey, and a drop asks what if, writing nothing", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await page.getByRole("button", { name: "Class", exact: true }).click()
    await page.getByRole("combobox", { name: "Which class" }).selectOption({ label: "10b" })
    const chip = page.getByRole("button", { name: /^10b Maths.*Monday 3/ })
    await chip.hover()
    await page.mouse.down()
    const box = await page.locator('[data-slot="31"]').boundingBox()
    await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { steps: 5 })
    const coloured = page.locator("td[data-colour]")
    await expect.poll(() => coloured.count()).toBe(40)
    const colours = await Promise.all((await coloured.all()).map(cell => cell.getAttribute("data-colour")))
    expect(new Set(colours)).toEqual(new Set(["green", "amber", "red", "grey"]))
    const free = page.locator('td[data-colour="green"], td[data-colour="amber"]').first()
    const target = await free.boundingBox()
    await page.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 20, { steps: 5 })
    await page.mouse.up()
    await page.getByRole("region", { name: "Preview" }).getByText("10b Maths →").waitFor()
    expect(await page.locator('.chip[data-preview="to"]').count()).toBe(1)
    expect(await page.locator(".version").textContent()).toBe("version 1")
    await page.keyboard.press("Escape")
    await expect.poll(() => page.locator('.chip[data-preview="to"]').count()).toBe(0)
  })

  it.each([
    ["the keyboard", undefined],
    ["a finger on a phone", narrow]
  ])("is moved without a mouse, by %s", async (_, viewport) => {
    const server = await serve()
    const page = await (await person(viewport === undefined ? {} : { viewport, hasTouch: true })).tab(server.http)
    const use = (name: RegExp) => {
      const button = page.getByRole("button", { name }).first()
      return viewport === undefined ? button.focus().then(() => page.keyboard.press("Enter")) : button.tap()
    }
    await use(/^10b Maths.*Monday 3/)
    await use(/^Where can it go/)
    await use(/^\w+day \d: (free|possible)/)
    await page.getByRole("region", { name: "Preview" }).getByText("10b Maths →").waitFor()
  })

  it("that would break a hard rule is moved only with a reason, which the history keeps", async () => {
    const server = await serve()
    const page = await (await person()).tab(server.http)
    await page
      .getByRole("combobox", { name: "Message to the assistant" })
      .fill('/move lesson="7b PE monday 1" to="monday 2"')
    await page.keyboard.press("Enter")
    const card = page.getByRole("article", { name: "Suggestion" })
    await card.getByRole("button", { name: "Apply", exact: true }).click()
    await card.getByText("Nothing was written").waitFor()
    const anyway = card.getByRole("button", { name: "Apply anyway" })
    expect(await anyway.isDisabled()).toBe(true)
    await card.getByRole("textbox", { name: "Reason, kept in the history" }).fill("the gym is closed")
    await anyway.click()
    await card.getByText("Applied").waitFor()
    await page.getByRole("combobox", { name: "Message to the assistant" }).fill("/history")
    await page.keyboard.press("Enter")
    await page.locator(".answer").last().getByText("the gym is closed").waitFor()
  })
})
