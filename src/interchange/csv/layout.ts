/** FET's files and their columns, as it exports them. A folder has them all but the last two. */
export const layout = {
  "students.csv": [
    "Year",
    "Number of Students per Year",
    "Group",
    "Number of Students per Group",
    "Subgroup",
    "Number of Students per Subgroup",
    "Comments"
  ],
  "teachers.csv": ["Teacher", "Comments"],
  "subjects.csv": ["Subject", "Comments"],
  "activity_tags.csv": ["Activity Tag", "Comments"],
  "rooms_and_buildings.csv": ["Room", "Room Capacity", "Building", "Comments"],
  "activities.csv": [
    "Students Sets",
    "Subject",
    "Teachers",
    "Activity Tags",
    "Total Duration",
    "Split Duration",
    "Min Days",
    "Weight",
    "Consecutive",
    "Comments"
  ],
  /** Absent where nothing is placed. */
  "timetable.csv": [
    "Activity Id",
    "Day",
    "Hour",
    "Students Sets",
    "Subject",
    "Teachers",
    "Activity Tags",
    "Room",
    "Comments"
  ],
  /** Ours: FET's export does not say what the week looks like. Without it the timetable has to tell. */
  "days_and_hours.csv": ["Day", "Hour", "Start", "End", "Break"]
} as const

export type FileName = keyof typeof layout
export type Column<File extends FileName> = (typeof layout)[File][number]

export const fileNames: ReadonlyArray<FileName> = [
  "students.csv",
  "teachers.csv",
  "subjects.csv",
  "activity_tags.csv",
  "rooms_and_buildings.csv",
  "activities.csv",
  "timetable.csv",
  "days_and_hours.csv"
]

export const isOptional = (file: FileName): boolean => file === "timetable.csv" || file === "days_and_hours.csv"
