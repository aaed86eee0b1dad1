/** The demo school's people and rooms. All names are invented. */

export const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const

/** Name, start, end; lunch is a row of the day like any other, in which nothing may be held. */
export const periods = [
  ["1", "08:30", "09:20"],
  ["2", "09:25", "10:15"],
  ["3", "10:30", "11:20"],
  ["4", "11:25", "12:15"],
  ["Lunch", "12:15", "13:00"],
  ["5", "13:00", "13:50"],
  ["6", "13:55", "14:45"],
  ["7", "14:50", "15:40"]
] as const

/** Name, short name, subjects, days on which a part-time teacher is not there. */
export const teachers = [
  ["Mrs. Smith", "SMI", ["Maths"], []],
  ["Mr. Okafor", "OKA", ["Maths"], []],
  ["Ms. Lindqvist", "LIN", ["English"], []],
  ["Mr. Kaye", "KAY", ["English"], ["Wednesday"]],
  ["Dr. Patel", "PAT", ["Science"], []],
  ["Ms. Moreau", "MOR", ["Science"], []],
  ["Ms. Brandt", "BRA", ["German"], []],
  ["Mr. Doyle", "DOY", ["History"], []],
  ["Mrs. Achterberg", "ACH", ["Geography"], ["Friday"]],
  ["Ms. Rossi", "ROS", ["Art"], ["Friday"]],
  ["Mr. Novák", "NOV", ["Music", "Assembly"], ["Monday", "Friday"]],
  ["Mr. Silva", "SIL", ["PE"], []],
  ["Ms. Tanaka", "TAN", ["Computing"], ["Thursday", "Friday"]]
] as const

/** Name, seats, building, features. */
export const rooms = [
  ["101", 32, "Main", []],
  ["102", 32, "Main", []],
  ["103", 32, "Main", []],
  ["104", 30, "Main", []],
  ["Music Room", 32, "Main", ["music"]],
  ["Computer Suite", 30, "Main", ["computers"]],
  ["Lab 1", 28, "Science", ["lab"]],
  ["Lab 2", 32, "Science", ["lab"]],
  ["Art Studio", 30, "Science", ["art"]],
  ["Gym", 120, "Sports Hall", ["gym", "hall"]]
] as const

/** Name, students. Each class belongs to the year of its number. */
export const classes = [
  ["7a", 28],
  ["7b", 27],
  ["8a", 29],
  ["8b", 28],
  ["9a", 26],
  ["9b", 28],
  ["10a", 27],
  ["10b", 30]
] as const

/** Subject, what its room must offer (null = any room). */
export const subjects = [
  ["Maths", null],
  ["English", null],
  ["Science", "lab"],
  ["German", null],
  ["History", null],
  ["Geography", null],
  ["Art", "art"],
  ["Music", "music"],
  ["PE", "gym"],
  ["Computing", "computers"],
  ["Assembly", "hall"]
] as const
