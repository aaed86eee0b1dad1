import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { makeDesk } from "./desk/Desk.ts"
import { Page } from "./frame/Page.tsx"
import "./style/tokens.css"
import "./style/frame.css"
import "./style/grid.css"
import "./style/chip.css"
import "./style/side.css"
import "./style/chat.css"
import "./style/import.css"

/** As long as the page: its client is the page's one connection. */
const begin = async (): Promise<void> => {
  const response = await fetch("/page.json")
  const desk = makeDesk(await response.json())
  const place = document.getElementById("page")
  if (place === null) return
  createRoot(place).render(
    <StrictMode>
      <Page desk={desk} />
    </StrictMode>
  )
}
void begin()
