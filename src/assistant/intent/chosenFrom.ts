import { partsOfKind, type Reading } from "./Reading.ts"
import { fixed } from "./Slot.ts"
import { type Offer, type Question, question, type Wish, wish } from "./Wish.ts"

/**
 * The command for what a sentence picks from a list: by id, by its place ("the second one"), or by being the only one.
 * Whatever is not in the list, or not one thing, is asked back.
 */
export const chosenFrom = (
  reading: Reading,
  list: ReadonlyArray<string>,
  asks: Question,
  offer: (id: string) => Offer,
  confirm: boolean,
  more: Readonly<Record<string, string>> = {}
): Wish => {
  const named = partsOfKind(reading.parts, "id").map(({ id }) => (list.includes(id) ? id : undefined))
  const placed = partsOfKind(reading.parts, "pick").map(({ n }) => list.at(n < 0 ? n : n - 1))
  const picked = [...named, ...placed]
  const [id, ...others] = picked.length > 0 ? picked : list
  if (id === undefined || others.length > 0) {
    const candidates = picked.length > 1 ? picked.filter(one => one !== undefined) : list
    return question(asks, ...candidates.map(offer))
  }
  const { command, parameters } = offer(id)
  const slots = Object.entries({ ...parameters, ...more }).map(([key, value]) => [key, fixed(value)] as const)
  return wish(command, Object.fromEntries(slots), confirm)
}
