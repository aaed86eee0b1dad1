import { Effect, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { readXml, readXmlText } from "../../src/interchange/Xml.ts"
import type { XmlElement } from "../../src/interchange/XmlElement.ts"
import { xmlLimits } from "../../src/interchange/XmlTree.ts"

const parse = (text: string): XmlElement => Effect.runSync(readXmlText("it.xml", text))

const bytesRefused = (bytes: Uint8Array, limits = xmlLimits): string =>
  Effect.runSync(readXml("it.xml", Stream.make(bytes), limits).pipe(Effect.flip)).message

const refused = (text: string, limits = xmlLimits): string => bytesRefused(new TextEncoder().encode(text), limits)

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, letter => letter.charCodeAt(0))

describe("a readable file", () => {
  it("becomes a tree with text, attributes and lines", () => {
    const tree = parse(
      '<?xml version="1.0" encoding="utf-8"?>\n<a v="1">\n  <b> x &amp; <![CDATA[<y>]]> </b>\n  <c/>\n</a>\n'
    )
    expect(tree).toEqual({
      name: "a",
      attributes: { v: "1" },
      text: "",
      line: 2,
      children: [
        { name: "b", attributes: {}, text: "x & <y>", line: 3, children: [] },
        { name: "c", attributes: {}, text: "", line: 4, children: [] }
      ]
    })
  })

  it("may be cut anywhere, in the middle of a letter too, and may begin with a byte order mark", () => {
    const bytes = new TextEncoder().encode('\uFEFF<?xml version="1.0"?><a><b>Marți &#8211; 第一</b></a>')
    const singly = Stream.fromIterable(Array.from(bytes, byte => Uint8Array.of(byte)))
    const tree = Effect.runSync(readXml("it.xml", singly))
    expect(tree.children[0]?.text).toBe("Marți – 第一")
  })

  it("may have a plain DOCTYPE; what it points to is not fetched", () => {
    expect(parse("<!DOCTYPE FET><FET/>").name).toBe("FET")
    expect(parse('<!DOCTYPE FET SYSTEM "http://127.0.0.1:9/x.dtd"><FET/>').name).toBe("FET")
  })
})

describe("a hostile or broken file is refused, with the place and the reason", () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("\n")
  const cases: ReadonlyArray<readonly [name: string, text: string, message: string]> = [
    [
      "a billion laughs",
      `<?xml version="1.0"?>\n<!DOCTYPE fet [<!ENTITY l0 "ha">\n${laughs}]>\n<fet>&l9;</fet>`,
      "it.xml, line 11: its DOCTYPE declares entities or other markup of its own, which is refused"
    ],
    [
      "an external entity",
      '<!DOCTYPE fet [<!ENTITY x SYSTEM "file:///etc/hostname">]><fet>&x;</fet>',
      "it.xml, line 1: its DOCTYPE declares entities or other markup of its own, which is refused"
    ],
    ["an undefined entity", "<fet>\n&x;</fet>", "it.xml, line 2: this is not well-formed XML: undefined entity."],
    [
      "half a file",
      "<fet>\n<Days_List>\n<Day>\n<Name>Mon",
      "it.xml, line 4: the file ends too early, inside <fet> <Days_List> <Day> <Name>"
    ],
    ["half a tag", "<fet>\n<Days_Li", "it.xml, line 2: the file ends too early, inside <fet>"],
    ["a wrong end tag", "<fet>\n<a></b></fet>", "it.xml, line 2: this is not well-formed XML: unexpected close tag."],
    [
      "something after the end",
      "<fet/>\n<fet/>",
      "it.xml, line 2: this is not well-formed XML: documents may contain only one root."
    ],
    ["plain text", "\n\nDear planner,\n<p>", "it.xml: this is not an XML file"],
    ["nothing", "", "it.xml: the file is empty"],
    ["blanks", " \n \n", "it.xml: the file is empty"],
    [
      "a declaration only",
      '<?xml version="1.0"?>\n',
      "it.xml, line 2: this is not well-formed XML: document must contain a root element."
    ],
    [
      "another encoding, declared in plain letters",
      '<?xml version="1.0" encoding="ISO-8859-1"?><fet/>',
      "it.xml, line 1: its encoding is ISO-8859-1; only UTF-8 is read"
    ],
    ["nesting without end", "<a>".repeat(100_000), "it.xml, line 1: elements are nested more than 64 deep"]
  ]
  it.each(cases)("%s", (_, text, message) => {
    expect(refused(text)).toBe(message)
  })

  it("another encoding that shows", () => {
    const bytes = latin1('<?xml version="1.0" encoding="windows-1252"?>\n<fet>Mar\xfei</fet>')
    expect(bytesRefused(bytes)).toBe("it.xml, line 1: its encoding is windows-1252; only UTF-8 is read")
  })

  it("UTF-16", () => {
    expect(bytesRefused(latin1("\xff\xfe<\0f\0e\0t\0/\0>\0"))).toBe(
      "it.xml, line 1: its encoding is UTF-16; only UTF-8 is read"
    )
  })

  it("bytes that are not UTF-8 in the middle of the text", () => {
    const pieces = Stream.make(latin1("<fet>\n\n<a>"), latin1("\xc3\x28</a></fet>"))
    const error = Effect.runSync(readXml("it.xml", pieces).pipe(Effect.flip))
    expect(error).toMatchObject({ _tag: "UnreadableFile", file: "it.xml", line: 3 })
    expect(error.reason).toBe("there are bytes here that are not UTF-8 text")
  })

  it("a picture", () => {
    expect(bytesRefused(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe(
      "it.xml: this is not an XML file"
    )
  })

  it("more elements than the limit", () => {
    expect(refused("<a><b/><b/><b/></a>", { ...xmlLimits, maxElements: 3 })).toBe(
      "it.xml, line 1: there are more than 3 elements"
    )
  })

  it("100 MB, of which no more is pulled than may be read", () => {
    const megabyte = new TextEncoder().encode(" ".repeat(1024 * 1024))
    let pulled = 0
    const pieces = Stream.concat(
      Stream.make(new TextEncoder().encode("<fet>")),
      Stream.repeatEffect(
        Effect.sync(() => {
          pulled += 1
          return megabyte
        })
      ).pipe(Stream.take(100))
    )
    const error = Effect.runSync(readXml("big.fet", pieces).pipe(Effect.flip))
    expect(error.message).toBe("big.fet: the file is larger than 32 MiB")
    expect(pulled).toBe(32)
  })
})
