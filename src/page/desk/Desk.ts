import { createContext, useContext } from "react"
import { connect } from "../../client/Client.ts"
import { freshId } from "../../client/freshId.ts"
import { closeCodes } from "../../protocol/CloseCode.ts"
import { initial, type PageState } from "../state/PageState.ts"
import { makeStore, type Store, useSelected } from "../state/Store.ts"
import { english } from "../words/english.ts"
import type { Words } from "../words/Words.ts"
import { makeDeciding } from "./deciding.ts"
import { makeImporting } from "./importing.ts"
import { makeLoading } from "./loading.ts"
import { makeLooking } from "./looking.ts"
import { makeRemembering } from "./remembering.ts"
import { makeSigning, type SigningSettings } from "./signing.ts"
import type { Tools } from "./Tools.ts"
import { makeTalking } from "./talking.ts"

/** Where the conversation of this tab is kept over a reload. */
const conversationKey = "timetable-chat.conversation"

const keptConversation = (): string => {
  const kept = sessionStorage.getItem(conversationKey)
  if (kept !== null) return kept
  const made = freshId()
  sessionStorage.setItem(conversationKey, made)
  return made
}

const endpoint = ({ protocol, host, search }: Location): string =>
  `${protocol === "https:" ? "wss:" : "ws:"}//${host}/ws/chat${search}`

/** Everything that can be done on the page: between what is clicked and what is sent. */
export const makeDesk = (settings: SigningSettings) => {
  let words = english
  const store: Store<PageState> = makeStore(initial)
  let conversation = keptConversation()
  const signing = makeSigning(settings, store)
  const client = connect({
    url: endpoint(location),
    conversation,
    name: "timetable-chat page",
    ...(signing.token === null ? {} : { token: signing.token })
  })
  const tools: Tools = {
    client,
    store,
    words: () => words,
    aside: { conversation: freshId(), log: false },
    token: signing.kept,
    conversation: () => conversation
  }
  const loading = makeLoading(tools)
  const talking = makeTalking(tools)
  const deciding = makeDeciding(tools)
  const looking = makeLooking(tools)
  const importing = makeImporting(tools)

  const remembering = makeRemembering(tools)
  client.on("status", status => {
    store.set(({ knownAt, status: before }) => ({
      status,
      knownAt: status.state === "online" ? null : before.state === "online" ? Date.now() : knownAt
    }))
    if (status.state === "stopped" && status.code === closeCodes.unauthorized.code) {
      remembering.forget()
      signing.refused()
    }
  })
  const sign = (token: string): void => {
    signing.sign(token)
    if (store.get().status.state !== "online") client.reconnect()
  }
  addEventListener("hashchange", () => {
    const token = signing.take() ? signing.kept() : null
    if (token !== null) sign(token)
  })
  client.on("ready", ({ user, commands, assistant }) => store.set(() => ({ user, commands, assistant })))
  client.on("notice", ({ provider, state }) => {
    if (provider !== undefined && state !== undefined) store.set(() => ({ assistant: { provider, state } }))
  })
  client.on("presence", presence => store.set(() => ({ presence })))
  talking.again()
  void loading.load()
  void talking.load()
  looking.show({})

  const goTo = (next: string): void => {
    conversation = next
    sessionStorage.setItem(conversationKey, next)
    talking.open(next)
  }

  return {
    store,
    ...talking,
    ...deciding,
    ...looking,
    ...importing,
    reload: loading.load,
    reconnect: client.reconnect,
    sign,
    signInUrl: signing.signInUrl,
    leaveToSignIn: signing.leave,
    goTo,
    begin: () => goTo(freshId()),
    /** In which language news are told. */
    speak: (spoken: Words): void => {
      words = spoken
    }
  }
}

export type Desk = ReturnType<typeof makeDesk>

export const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error("used outside of the page")
  return desk
}

/** A part of what is known; renders again when it changes. */
export const usePage = <A>(select: (state: PageState) => A): A => useSelected(useDesk().store, select)
