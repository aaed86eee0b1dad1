import { SaxesParser, type SaxesTagPlain } from "saxes"
import { Trouble } from "./UnreadableFile.ts"
import type { XmlElement } from "./XmlElement.ts"

/** What a file may cost at most. */
export interface XmlLimits {
  readonly maxBytes: number
  readonly maxDepth: number
  readonly maxElements: number
}

export const xmlLimits: XmlLimits = { maxBytes: 32 * 1024 * 1024, maxDepth: 64, maxElements: 1_000_000 }

export const tooLarge = (maxBytes: number): string =>
  `the file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB`

interface Open {
  readonly name: string
  attributes: Record<string, string>
  text: string
  readonly children: Array<XmlElement>
  readonly line: number
}

/**
 * Grows a tree from the bytes of a file, piece by piece; the pieces may be cut anywhere. UTF-8 only. Entities are never
 * defined and never fetched: a DOCTYPE that brings its own declarations is refused. Every method throws Trouble.
 */
export class XmlTree {
  readonly #limits: XmlLimits
  readonly #parser = new SaxesParser()
  readonly #decoder = new TextDecoder("utf-8", { fatal: true })
  readonly #open: Array<Open> = []
  #root: XmlElement | undefined
  #head = ""
  #begun = false
  #bytes = 0
  #elements = 0

  constructor(limits: XmlLimits) {
    this.#limits = limits
    this.#parser.on("error", error =>
      this.#fail(`this is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, "")}`)
    )
    this.#parser.on("xmldecl", declaration => this.#checkEncoding(declaration.encoding))
    this.#parser.on("doctype", text => {
      if (/[[\]]|<!/.test(text))
        this.#fail("its DOCTYPE declares entities or other markup of its own, which is refused")
    })
    this.#parser.on("opentagstart", tag => this.#enter(tag.name))
    this.#parser.on("opentag", tag => this.#describe(tag))
    this.#parser.on("text", text => this.#write(text))
    this.#parser.on("cdata", text => this.#write(text))
    this.#parser.on("closetag", () => this.#leave())
  }

  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    if (this.#bytes > this.#limits.maxBytes) throw new Trouble({ line: null, reason: tooLarge(this.#limits.maxBytes) })
    if (this.#head.length < 200) this.#head += String.fromCharCode(...bytes.subarray(0, 200))
    this.#parse(this.#decode(bytes))
  }

  /** The whole tree, once all bytes have been pushed. */
  finish(): XmlElement {
    this.#parse(this.#decode(undefined))
    if (!this.#begun) throw new Trouble({ line: null, reason: "the file is empty" })
    if (this.#open.length > 0)
      this.#fail(`the file ends too early, inside ${this.#open.map(open => `<${open.name}>`).join(" ")}`)
    this.#parser.close()
    return this.#root ?? this.#fail("this is not well-formed XML: there is no element in it")
  }

  #decode(bytes: Uint8Array | undefined): string {
    try {
      return this.#decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      if (/^(\xfe\xff|\xff\xfe)/.test(this.#head)) this.#checkEncoding("UTF-16")
      this.#checkEncoding(/^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"'>]+)/.exec(this.#head)?.[1])
      return this.#begun ? this.#fail("there are bytes here that are not UTF-8 text") : this.#notXml()
    }
  }

  #parse(text: string): void {
    if (!this.#begun) {
      const first = /\S/.exec(text)?.[0]
      if (first !== undefined && first !== "<") this.#notXml()
      this.#begun = first !== undefined
    }
    this.#parser.write(text)
  }

  #checkEncoding(encoding: string | undefined): void {
    if (encoding === undefined || /^(utf-?8|us-ascii)$/i.test(encoding)) return
    throw new Trouble({ line: 1, reason: `its encoding is ${encoding}; only UTF-8 is read` })
  }

  #enter(name: string): void {
    if (this.#open.length >= this.#limits.maxDepth)
      this.#fail(`elements are nested more than ${this.#limits.maxDepth} deep`)
    this.#elements += 1
    if (this.#elements > this.#limits.maxElements)
      this.#fail(`there are more than ${this.#limits.maxElements} elements`)
    this.#open.push({ name, attributes: {}, text: "", children: [], line: this.#parser.line })
  }

  #describe(tag: SaxesTagPlain): void {
    const open = this.#open.at(-1)
    if (open !== undefined) open.attributes = tag.attributes
  }

  #write(text: string): void {
    const open = this.#open.at(-1)
    if (open !== undefined) open.text += text
  }

  #leave(): void {
    const open = this.#open.pop()
    if (open === undefined) return
    open.text = open.text.trim()
    const parent = this.#open.at(-1)
    if (parent === undefined) this.#root = open
    else parent.children.push(open)
  }

  #notXml(): never {
    throw new Trouble({ line: null, reason: "this is not an XML file" })
  }

  #fail(reason: string): never {
    throw new Trouble({ line: this.#parser.line, reason })
  }
}
