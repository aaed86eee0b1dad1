import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { makeDesk } from "./desk/Desk.ts"
import type { SigningSettings } from "./desk/signing.ts"
import { Page } from "./frame/Page.tsx"
import "./style/tokens.css"
import "./style/frame.css"
import "./style/grid.css"
import "./style/chip.css"
import "./style/side.css"
import "./style/chat.css"
import "./style/import.css"

/** As long as the page: its client is the page's one connection. */
const settingsKey = "timetable-chat.settings"
const unknown: SigningSettings = { auth: "none", sign_in_url: null }

/** Without a network: as they were. */
const settings = async (): Promise<SigningSettings> => {
  try {
    const response = await fetch("/page.json")
    const text = await response.text()
    const found: SigningSettings = JSON.parse(text)
    localStorage.setItem(settingsKey, text)
    return found
  } catch {
    const kept: SigningSettings | null = JSON.parse(localStorage.getItem(settingsKey) ?? "null")
    return kept ?? unknown
  }
}

const begin = async (): Promise<void> => {
  const desk = makeDesk(await settings())
  const place = document.getElementById("page")
  if (place === null) return
  createRoot(place).render(
    <StrictMode>
      <Page desk={desk} />
    </StrictMode>
  )
}
void begin()

// Where there is none, as in a private window or on plain http, the page needs its server to be loaded.
if ("serviceWorker" in navigator)
  addEventListener("load", () => void navigator.serviceWorker.register("/worker.js").catch(() => {}))
