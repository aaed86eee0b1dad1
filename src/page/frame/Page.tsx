import { useMemo, useRef } from "react"
import { ChatPane } from "../chat/ChatPane.tsx"
import { DeskContext, makeDesk, usePage } from "../desk/Desk.ts"
import { ConflictList } from "../grid/ConflictList.tsx"
import { LessonPanel } from "../grid/LessonPanel.tsx"
import { WeekPane } from "../grid/WeekPane.tsx"
import { useWords, WordsContext } from "../words/Words.ts"
import { PaneTabs } from "./PaneTabs.tsx"
import { Toasts } from "./Toasts.tsx"
import { TopBar } from "./TopBar.tsx"
import { usePreferences } from "./usePreferences.ts"

/** The desk lives as long as the page: its client is the page's one connection. */
const useDeskOfPage = (words: ReturnType<typeof useWords>) => {
  const latest = useRef(words)
  latest.current = words
  return useMemo(() => makeDesk(() => latest.current), [])
}

export const Page = () => {
  const preferences = usePreferences()
  const desk = useDeskOfPage(preferences.words)
  return (
    <WordsContext value={preferences.words}>
      <DeskContext value={desk}>
        <Frame preferences={preferences} />
      </DeskContext>
    </WordsContext>
  )
}

const Frame = ({ preferences }: { readonly preferences: ReturnType<typeof usePreferences> }) => {
  const words = useWords()
  const pane = usePage(state => state.pane)
  return (
    <div className="page" data-pane={pane}>
      <a className="skip" href="#week">
        {words.skip}
      </a>
      <TopBar preferences={preferences} />
      <main className="panes">
        <WeekPane />
        <div className="side">
          <LessonPanel />
          <ConflictList />
        </div>
        <ChatPane />
      </main>
      <PaneTabs />
      <Toasts />
    </div>
  )
}
