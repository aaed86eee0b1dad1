import { count } from "../../constraints/words.ts"
import { childrenOf, textOf, type XmlElement } from "../XmlElement.ts"
import { listed } from "./FetResources.ts"

const sections = new Set([
  ...["Mode", "Institution_Name", "Comments", "Days_List", "Hours_List", "Subjects_List", "Activity_Tags_List"],
  ...["Teachers_List", "Students_List", "Activities_List", "Buildings_List", "Rooms_List"],
  ...["Time_Constraints_List", "Space_Constraints_List", "Timetable_Generation_Options_List"]
])

/** What a file says that nothing here has a place for, apart from its constraints. */
export const fileNotes = (root: XmlElement): ReadonlyArray<string> => {
  const notes: Array<string> = []
  const mode = textOf(root, "Mode")
  if (mode !== null && mode !== "Official")
    notes.push(`The file is for FET's mode "${mode}"; it is read as if it were for the mode "Official".`)

  const virtual = listed(root, "Rooms_List", "Room").filter(room => /^true$/i.test(textOf(room, "Virtual") ?? ""))
  if (virtual.length > 0)
    notes.push(
      `Virtual rooms are read as the real rooms they stand for: ${virtual.map(r => textOf(r, "Name")).join(", ")}.`
    )

  const targets = listed(root, "Teachers_List", "Teacher").filter(
    teacher => Number(textOf(teacher, "Target_Number_of_Hours") ?? 0) > 0
  )
  if (targets.length > 0) notes.push(`Not read: the target hours of ${count(targets.length, "teacher")}.`)

  const years = listed(root, "Students_List", "Year")
  const groups = years.flatMap(year => childrenOf(year, "Group"))
  const subgroups = groups.flatMap(group => childrenOf(group, "Subgroup"))
  const single = [
    ...listed(root, "Subjects_List", "Subject"),
    ...listed(root, "Rooms_List", "Room"),
    ...[...years, ...groups, ...subgroups]
  ]
  const longNames = single.filter(element => textOf(element, "Long_Name") !== null).length
  if (longNames > 0)
    notes.push(
      `Long names of subjects, classes and rooms are not kept (${longNames}); they are called by their short ones.`
    )

  for (const { name } of root.children) if (!sections.has(name)) notes.push(`The section ${name} is not read.`)
  return notes
}

/** What the file calls the institution; null when it does not say. */
export const institutionOf = (root: XmlElement): string | null => textOf(root, "Institution_Name")
