import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Page } from "./frame/Page.tsx"
import "./style/tokens.css"
import "./style/frame.css"
import "./style/grid.css"
import "./style/chat.css"

const place = document.getElementById("page")
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <Page />
    </StrictMode>
  )
