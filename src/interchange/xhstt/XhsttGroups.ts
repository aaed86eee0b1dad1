import { type Group, GroupId } from "../../timetable/Group.ts"
import { Trouble } from "../UnreadableFile.ts"
import { childrenOf, textOf, type XmlElement } from "../XmlElement.ts"
import { References } from "./References.ts"

/** A group while its members are still being found. */
export interface Gathering<Of extends Group["of"], Member> {
  readonly id: GroupId
  readonly name: string
  readonly of: Of
  readonly sort: string
  readonly members: Array<Member>
}

/** The groups of one sort of thing. They are defined first, each by a name alone; who belongs to one says so itself. */
export class XhsttGroups<Of extends Group["of"], Member> {
  readonly #of: Of
  readonly #groups: References<Gathering<Of, Member>>

  constructor(of: Of, noun: string) {
    this.#of = of
    this.#groups = new References(noun)
  }

  define(element: XmlElement, sort: string): Gathering<Of, Member> {
    const nested = element.children.find(({ name }) => name.endsWith("Group") || name.endsWith("Groups"))
    if (nested !== undefined)
      throw new Trouble({ line: nested.line, reason: `a <${element.name}> cannot be made of other groups` })
    return this.#groups.define(element, id => ({
      id: GroupId.make(id),
      name: textOf(element, "Name") ?? id,
      of: this.#of,
      sort,
      members: []
    }))
  }

  named(reference: XmlElement): Gathering<Of, Member> {
    return this.#groups.named(reference)
  }

  /** Puts a member into each group that these children of `element` refer to; returns the groups. */
  join(
    element: XmlElement | undefined,
    names: ReadonlyArray<string>,
    member: Member
  ): ReadonlyArray<Gathering<Of, Member>> {
    if (element === undefined) return []
    const groups = names.flatMap(name => childrenOf(element, name)).map(reference => this.named(reference))
    for (const group of groups) if (!group.members.includes(member)) group.members.push(member)
    return groups
  }

  get entries(): ReadonlyArray<Gathering<Of, Member>> {
    return this.#groups.entries
  }
}
