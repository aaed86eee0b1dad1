import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { brookside } from "../interchange/brookside.ts"
import { browsing, describePage, narrow, wide } from "./browser.ts"

const { serve, person } = browsing()

/** Drops files on the window, as a file manager does. */
const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    `(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
      const target = document.querySelector(".week")
      for (const type of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    })()`
  )

describePage.each([
  ["a wide screen", wide],
  ["a phone", narrow]
])("on %s, a planner", (_, viewport) => {
  it("drops a FET file on the page, is told what was in it, and opens it; others hear of it and open it, too", async () => {
    const server = await serve()
    const page = await (await person({ viewport })).tab(server.http)
    const other = await (await person({ viewport })).tab(server.http)
    await drop(page, "brookside.fet", brookside)
    const panel = page.getByRole("region", { name: "Import" })
    await panel.getByText("Brookside School: 5 lessons (5 placed), 3 teachers, 9 classes, 3 rooms.").waitFor()
    await panel.getByRole("link", { name: "Open it" }).click()
    await page.getByRole("heading", { name: "Brookside School" }).waitFor()
    const news = other.getByRole("region", { name: "News" })
    await news.getByText("Local planner imported Brookside School").waitFor()
    await other.getByText("Timetables", { exact: true }).click()
    await other.getByRole("link", { name: "Larkfield School (demo) the current one" }).waitFor()
    await other.getByRole("link", { name: "Brookside School", exact: true }).click()
    await other.getByRole("heading", { name: "Brookside School" }).waitFor()
  })
})

describePage("a planner", () => {
  it("chooses a file by keyboard, is told in place what is wrong with it, and puts it away", async () => {
    const server = await serve()
    const { tab, complaints } = await person()
    const page = await tab(server.http)
    await page.getByText("Timetables", { exact: true }).focus()
    await page.keyboard.press("Enter")
    const chooser = page.waitForEvent("filechooser")
    await page.getByLabel("Import a file …").focus()
    await page.keyboard.press("Enter")
    await (await chooser).setFiles({
      name: "cut.fet",
      mimeType: "text/xml",
      buffer: Buffer.from(brookside.slice(0, 900))
    })
    const panel = page.getByRole("region", { name: "Import" })
    const line = brookside.slice(0, 900).split("\n").length
    await panel.getByRole("alert").getByText(`cut.fet, line ${line}: the file ends too early`).waitFor()
    await panel.getByRole("button", { name: "Close" }).click()
    await expect.poll(() => panel.isVisible()).toBe(false)
    // The browser notes every answer of 400 and above.
    expect(complaints.splice(0)).toEqual([expect.stringContaining("422")])
  })

  it("decides what becomes of a second one of the same name", async () => {
    const server = await serve()
    const { tab, complaints } = await person()
    const page = await tab(server.http)
    const panel = page.getByRole("region", { name: "Import" })
    await drop(page, "brookside.fet", brookside)
    await panel.getByRole("link", { name: "Open it" }).waitFor()
    await drop(page, "autumn.fet", brookside)
    await panel.getByText('There is a timetable "Brookside School" already.').waitFor()
    expect(await panel.getByRole("textbox", { name: "Another name" }).inputValue()).toBe("autumn")
    await panel.getByRole("button", { name: "Import under this name" }).click()
    await panel.getByText("autumn: 5 lessons").waitFor()
    await drop(page, "brookside.fet", brookside)
    await panel.getByRole("button", { name: "Replace it" }).click()
    await panel.getByText("Brookside School: 5 lessons").waitFor()
    expect(complaints.splice(0)).toEqual([expect.stringContaining("409"), expect.stringContaining("409")])
  })
})
