import { dataOf } from "../../client/frames.ts"
import type { WireImport, WireRefusal } from "../../protocol/WireImport.ts"
import type { Importing, ImportWishes } from "../state/Importing.ts"
import { type Tools, toast } from "./Tools.ts"

/** Timetables that come as files, one's own and those of others, and which there are. */
export const makeImporting = (tools: Tools) => {
  const { client, store, aside } = tools
  let request: XMLHttpRequest | null = null

  const become = (importing: Importing | null): void => store.set(() => ({ importing }))

  const listTimetables = async (): Promise<void> => {
    const answer = await client.command("/timetables", {}, aside).answer.catch(() => null)
    const found = answer === null ? null : dataOf(answer, "timetables")
    if (found !== null) store.set(() => ({ timetables: found.timetables }))
  }

  const ended = (files: ReadonlyArray<File>, text: string): void => {
    const answer = answerOf(text)
    if (answer === null)
      return become({ files, phase: "refused", refused: { code: "internal", message: tools.words().importLost } })
    if (!("timetable" in answer)) return become({ files, phase: "refused", refused: answer })
    become({ files, phase: "done", result: answer })
    void listTimetables()
  }

  /** A request of its own: it may be large, and says how far it has come. */
  const upload = (files: ReadonlyArray<File>, wishes: ImportWishes = {}): void => {
    if (files.length === 0 || request !== null) return
    const form = new FormData()
    for (const [name, value] of Object.entries(wishes)) form.append(name, value)
    for (const file of files) form.append("file", file, file.name)
    const sending = new XMLHttpRequest()
    request = sending
    sending.open("POST", "/import")
    const token = tools.token()
    if (token !== null) sending.setRequestHeader("authorization", `Bearer ${token}`)
    sending.upload.addEventListener("progress", ({ loaded, total }) =>
      become({ files, phase: "sending", fraction: total === 0 ? 0 : loaded / total })
    )
    sending.upload.addEventListener("load", () => become({ files, phase: "reading" }))
    sending.addEventListener("loadend", () => {
      if (request !== sending) return
      request = null
      ended(files, sending.responseText)
    })
    become({ files, phase: "sending", fraction: 0 })
    sending.send(form)
  }

  /** Ends what is on its way, and puts the result away. */
  const closeImport = (): void => {
    const stopped = request
    request = null
    stopped?.abort()
    become(null)
  }

  client.on("imported", ({ timetable, actor }) => {
    const { user, importing, timetables } = store.get()
    if (timetables !== null) void listTimetables()
    if (importing !== null && actor.id === user?.id) return
    toast(tools, {
      text: tools.words().didImport(actor.name, timetable.name),
      tone: "news",
      change: null,
      timetableId: timetable.id
    })
  })
  return { upload, closeImport, listTimetables }
}

/** null: nothing came back, or nothing of this server. */
const answerOf = (text: string): WireImport | WireRefusal | null => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
