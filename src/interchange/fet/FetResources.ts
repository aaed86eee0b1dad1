import { type Room, RoomId } from "../../timetable/Room.ts"
import { type Subject, SubjectId } from "../../timetable/Subject.ts"
import { type Teacher, TeacherId } from "../../timetable/Teacher.ts"
import { Register } from "../Register.ts"
import { childOf, childrenOf, needed, textOf, wholeNumber, type XmlElement, yesOrNo } from "../XmlElement.ts"

/** A room of a FET file. A virtual one stands for one real room out of each of several sets. */
export interface FetRoom {
  readonly room: Room
  /** The real rooms it means: itself, or all that a virtual room may be. */
  readonly real: ReadonlyArray<RoomId>
  readonly virtual: boolean
}

export interface FetResources {
  readonly subjects: Register<SubjectId, Subject>
  readonly tags: Register<string, string>
  readonly teachers: Register<TeacherId, Teacher>
  readonly rooms: Register<RoomId, FetRoom>
}

/** Subjects, activity tags, teachers and rooms. What constraints say of them is added later. */
export const readResources = (root: XmlElement): FetResources => {
  const subjects = readSubjects(root)
  return { subjects, tags: readTags(root), teachers: readTeachers(root, subjects), rooms: readRooms(root) }
}

/** The elements of one of a FET file's lists; an absent list is an empty one. */
export const listed = (root: XmlElement, list: string, kind: string): ReadonlyArray<XmlElement> => {
  const found = childOf(root, list)
  return found === undefined ? [] : childrenOf(found, kind)
}

const readSubjects = (root: XmlElement): Register<SubjectId, Subject> => {
  const subjects = new Register<SubjectId, Subject>("subject", SubjectId.make)
  for (const element of listed(root, "Subjects_List", "Subject")) {
    const name = needed(element, "Name")
    subjects.add(name, id => ({ id, name: name.text, tags: [] }))
  }
  return subjects
}

const readTags = (root: XmlElement): Register<string, string> => {
  const tags = new Register<string, string>("activity tag", id => id)
  for (const element of listed(root, "Activity_Tags_List", "Activity_Tag")) {
    const name = needed(element, "Name")
    tags.add(name, () => name.text)
  }
  return tags
}

const readTeachers = (root: XmlElement, subjects: Register<SubjectId, Subject>): Register<TeacherId, Teacher> => {
  const teachers = new Register<TeacherId, Teacher>("teacher", TeacherId.make)
  for (const element of listed(root, "Teachers_List", "Teacher")) {
    const name = needed(element, "Name")
    const longName = textOf(element, "Long_Name")
    const qualified = childOf(element, "Qualified_Subjects")
    const subjectIds = childrenOf(qualified ?? element, "Qualified_Subject").map(subject => subjects.named(subject).id)
    teachers.add(name, id => ({
      id,
      name: longName ?? name.text,
      shortName: longName === null ? null : name.text,
      subjectIds,
      homeRoomId: null,
      unavailable: []
    }))
  }
  return teachers
}

const readRooms = (root: XmlElement): Register<RoomId, FetRoom> => {
  const rooms = new Register<RoomId, FetRoom>("room", RoomId.make)
  const elements = listed(root, "Rooms_List", "Room")
  const isVirtual = (element: XmlElement): boolean => yesOrNo(element, "Virtual", false)
  const add = (element: XmlElement, realOf: (id: RoomId) => ReadonlyArray<RoomId>) => {
    const name = needed(element, "Name")
    const capacity = childOf(element, "Capacity")
    rooms.add(name, id => ({
      room: {
        id,
        name: name.text,
        capacity: capacity === undefined ? null : wholeNumber(capacity, 0, 1_000_000),
        building: textOf(element, "Building"),
        features: [],
        unavailable: []
      },
      real: realOf(id),
      virtual: isVirtual(element)
    }))
  }
  for (const element of elements) if (!isVirtual(element)) add(element, id => [id])
  for (const element of elements) {
    if (!isVirtual(element)) continue
    const sets = childrenOf(element, "Set_of_Real_Rooms").flatMap(set => childrenOf(set, "Real_Room"))
    const real = new Set(sets.flatMap(reference => rooms.named(reference).real))
    add(element, () => [...real])
  }
  return rooms
}
