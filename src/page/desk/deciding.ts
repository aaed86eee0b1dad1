import { ChatError } from "../../client/ChatError.ts"
import { dataOf } from "../../client/frames.ts"
import type { WireChange } from "../../protocol/WireChange.ts"
import { type Card, withCard, withCards } from "../state/Card.ts"
import { messageOf, type Tools, toast } from "./Tools.ts"

/** What a person decides about suggestions and changes, and the news of what others decided. */
export const makeDeciding = (tools: Tools) => {
  const { client, store } = tools
  /** Suggestions and changes that are being decided here: the change that comes of them is no news. */
  const own = new Set<string>()
  const about = () => ({ conversation: tools.conversation() })
  const change = (id: string, more: Partial<Card>) => store.set(({ cards }) => ({ cards: withCard(cards, id, more) }))

  const preview = (id: string | null): void =>
    store.set(({ cards, lessonId, pane }) => ({
      previewId: id,
      moving: null,
      lessonId: id === null ? lessonId : (cards.get(id)?.suggestion.changes[0]?.lesson_id ?? lessonId),
      pane: id === null ? pane : "week"
    }))

  const unpreview = (id: string) => store.set(({ previewId }) => ({ previewId: previewId === id ? null : previewId }))

  const refused = (id: string, error: unknown): void => {
    const code = error instanceof ChatError ? error.code : null
    change(id, { state: "open", trouble: messageOf(error), needsReason: code === "constraint_violation" })
  }

  const apply = async ({ suggestion: { id, hash, version } }: Card, force: string | null): Promise<void> => {
    change(id, { state: "deciding", trouble: null })
    own.add(id)
    try {
      const parameters = { suggestion: id, hash, version, ...(force === null ? {} : { force }) }
      const answer = await client.command("/apply", parameters, about()).answer
      change(id, { state: "applied", changeId: dataOf(answer, "change")?.change.change_id ?? null, needsReason: false })
      unpreview(id)
    } catch (error) {
      refused(id, error)
    }
  }

  const reject = async ({ suggestion: { id } }: Card): Promise<void> => {
    change(id, { state: "deciding", trouble: null })
    try {
      await client.command("/reject", { suggestion: id }, about()).answer
      change(id, { state: "rejected" })
      unpreview(id)
    } catch (error) {
      refused(id, error)
    }
  }

  const undo = async (changeId: string): Promise<void> => {
    own.add(changeId)
    try {
      await client.command("/undo", { change: changeId }, about()).answer
      store.set(({ toasts }) => ({ toasts: toasts.filter(({ change: of }) => of?.change_id !== changeId) }))
    } catch (error) {
      toast(tools, { text: messageOf(error), tone: "bad", change: null })
    }
  }

  /** A suggestion that stands on what has been changed since is not what it says any more; applying it will tell. */
  const noticed = (made: WireChange): void => {
    const { suggestion_id, undo_of, actor } = made
    const words = tools.words()
    const isOwn = (suggestion_id !== null && own.has(suggestion_id)) || (undo_of !== null && own.has(undo_of))
    const what = words.changed[made.kind]
    const moves = made.changes.slice(0, 2).map(({ name, to }) => words.movedTo(name, to?.slot ?? null))
    const detail = moves.length === 0 ? "" : `: ${moves.join("; ")}${made.changes.length > 2 ? " …" : ""}`
    toast(tools, {
      text: `${words.didThat(isOwn ? null : actor.name, what)}${detail}`,
      tone: isOwn ? "good" : "news",
      change: made.kind === "imported" ? null : made
    })
    store.set(({ cards, lessonId, previewId }) => ({
      cards: [...cards.values()].reduce((all, card) => {
        if (card.suggestion.id === suggestion_id)
          return withCard(all, suggestion_id, { state: "applied", changeId: made.change_id })
        return card.changeId !== null && card.changeId === undo_of
          ? withCard(all, card.suggestion.id, { state: "undone" })
          : all
      }, cards),
      lessonId,
      previewId: previewId !== null && previewId === suggestion_id ? null : previewId
    }))
  }
  client.on("change", noticed)

  /** What a drop would do: asked as a question in the conversation, shown in the grid at once. */
  const whatIf = async (lessonId: string, to: string): Promise<void> => {
    store.set(() => ({ moving: null }))
    try {
      const answer = await client.command("/move", { lesson: lessonId, to }, about()).answer
      const [suggestion] = answer.suggestions
      if (suggestion === undefined) return
      store.set(({ cards }) => ({ cards: withCards(cards, [suggestion]) }))
      preview(suggestion.id)
    } catch (error) {
      toast(tools, { text: messageOf(error), tone: "bad", change: null })
    }
  }

  return { preview, apply, reject, undo, whatIf }
}
