import { useEffect } from "react"
import { ChatPane } from "../chat/ChatPane.tsx"
import { type Desk, DeskContext, usePage } from "../desk/Desk.ts"
import { ConflictList } from "../grid/ConflictList.tsx"
import { LessonPanel } from "../grid/LessonPanel.tsx"
import { WeekPane } from "../grid/WeekPane.tsx"
import { useWords, WordsContext } from "../words/Words.ts"
import { DropZone } from "./DropZone.tsx"
import { ImportPanel } from "./ImportPanel.tsx"
import { PaneTabs } from "./PaneTabs.tsx"
import { SignIn } from "./SignIn.tsx"
import { Toasts } from "./Toasts.tsx"
import { TopBar } from "./TopBar.tsx"
import { usePreferences } from "./usePreferences.ts"

export const Page = ({ desk }: { readonly desk: Desk }) => {
  const preferences = usePreferences()
  const { words } = preferences
  useEffect(() => desk.speak(words), [desk, words])
  return (
    <WordsContext value={words}>
      <DeskContext value={desk}>
        <Frame preferences={preferences} />
      </DeskContext>
    </WordsContext>
  )
}

const Frame = ({ preferences }: { readonly preferences: ReturnType<typeof usePreferences> }) => {
  const words = useWords()
  const pane = usePage(state => state.pane)
  const isBusy = usePage(state => state.moving !== null || state.previewId !== null)
  return (
    <div className="page" data-pane={pane} data-busy={isBusy}>
      <a className="skip" href="#week">
        {words.skip}
      </a>
      <TopBar preferences={preferences} />
      <ImportPanel />
      <SignIn />
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
      <DropZone />
    </div>
  )
}
