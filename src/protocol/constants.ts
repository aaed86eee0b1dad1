/**
 * Values and texts that are sent again and again, encoded once. In ASCII: such a text is measured and written several times
 * faster than one with a single bullet in it, and JSON has an escape for everything else.
 */
const values = new WeakMap<object, string>()
const texts = new Map<string, string>()

const ascii = (json: string): string =>
  oneByte(
    json.replace(/[^\p{ASCII}]/gu, character =>
      Array.from(
        { length: character.length },
        (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`
      ).join("")
    )
  )

/** A text that was cut out of one with a bullet still takes two bytes a character, until it is read from bytes anew. */
const oneByte = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))

/** Encodes a value that never changes, and answers it. */
export const constant = <A extends object>(value: A): A => {
  values.set(value, ascii(JSON.stringify(value)))
  return value
}

/** The same for a text. For those that stand in the program, or there would be ever more. */
export const constantText = (text: string): string => {
  texts.set(text, ascii(JSON.stringify(text)))
  return text
}

/** undefined: it is none. */
export const encodedConstant = (value: object): string | undefined => values.get(value)
export const encodedText = (text: string): string | undefined => texts.get(text)
