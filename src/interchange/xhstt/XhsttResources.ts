import type { Group } from "../../timetable/Group.ts"
import { OtherResourceId } from "../../timetable/OtherResource.ts"
import { RoomId } from "../../timetable/Room.ts"
import { ClassId } from "../../timetable/SchoolClass.ts"
import { TeacherId } from "../../timetable/Teacher.ts"
import type { TimetableBody } from "../../timetable/Timetable.ts"
import { childOf, childrenOf, textOf, type XmlElement } from "../XmlElement.ts"
import { needReference } from "./elements.ts"
import { idOf, References } from "./References.ts"
import { XhsttGroups } from "./XhsttGroups.ts"

interface XhsttResource {
  readonly id: string
  readonly name: string
  /** "teacher", "class", "room", or the Id of its type. */
  readonly type: string
}

/** Types that are teachers, classes and rooms to us, by Id; the first of each, so that no two become one. */
const known = [
  { type: "teacher", id: /^(gr_)?teachers?$/i },
  { type: "class", id: /^(gr_)?(school)?class(es)?$/i },
  { type: "room", id: /^(gr_)?(class)?rooms?$/i }
] as const

/** The resources of an instance: teachers, classes, rooms, and whatever else it has. */
export class XhsttResources {
  readonly groups = new XhsttGroups<"resources", string>("resources", "resource group")
  readonly #types = new References<string>("resource type")
  readonly #resources = new References<XhsttResource>("resource")

  constructor(instance: XmlElement) {
    const resources = childOf(instance, "Resources")
    const types = (resources && childOf(resources, "ResourceTypes"))?.children ?? []
    const firsts = known.map(({ type, id }) => ({ type, of: types.find(element => id.test(idOf(element))) }))
    for (const element of types) this.#types.define(element, id => firsts.find(({ of }) => of === element)?.type ?? id)
    for (const group of (resources && childOf(resources, "ResourceGroups"))?.children ?? [])
      this.groups.define(group, this.#types.named(needReference(group, "ResourceType")))
    for (const element of resources === undefined ? [] : childrenOf(resources, "Resource")) {
      const type = this.#types.named(needReference(element, "ResourceType"))
      const { id } = this.#resources.define(element, id => ({ id, name: textOf(element, "Name") ?? id, type }))
      this.groups.join(childOf(element, "ResourceGroups"), ["ResourceGroup"], id)
    }
  }

  named(reference: XmlElement): XhsttResource {
    return this.#resources.named(reference)
  }

  byId(id: string): XhsttResource | undefined {
    return this.#resources.entries.find(resource => resource.id === id)
  }

  typeOf(reference: XmlElement): string {
    return this.#types.named(reference)
  }

  get resourceGroups(): ReadonlyArray<Group> {
    return this.groups.entries.map(({ id, name, sort, members }) => ({ id, name, of: "resources", sort, members }))
  }

  toBody(): Pick<TimetableBody, "teachers" | "classes" | "rooms" | "others"> {
    const all = this.#resources.entries
    const of = (type: string) => all.filter(resource => resource.type === type)
    return {
      teachers: of("teacher").map(({ id, name }) => ({
        id: TeacherId.make(id),
        name,
        shortName: null,
        subjectIds: [],
        homeRoomId: null,
        unavailable: []
      })),
      classes: of("class").map(({ id, name }) => ({
        id: ClassId.make(id),
        name,
        parentIds: [],
        atoms: [id],
        size: 0,
        homeRoomId: null,
        unavailable: []
      })),
      rooms: of("room").map(({ id, name }) => ({
        id: RoomId.make(id),
        name,
        capacity: null,
        building: null,
        features: [],
        unavailable: []
      })),
      others: all
        .filter(({ type }) => !known.some(own => own.type === type))
        .map(({ id, name, type }) => ({ id: OtherResourceId.make(id), name, type }))
    }
  }
}
