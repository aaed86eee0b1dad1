import type { Asks } from "./Language.ts"

/** How English planners are asked back. */
export const englishAsks: Asks = {
  unknown: {
    teacher:
      "There is no teacher “{name}”[, and none of a similar name; the lessons show who there is{?far}].[ Whom do you mean?{?near}]",
    class:
      "There is no class “{name}”[, and none of a similar name; the lessons show which there are{?far}].[ Which one do you mean?{?near}]",
    room: "There is no room “{name}”[, and none of a similar name; the lessons show which there are{?far}].[ Which one do you mean?{?near}]",
    period: "There is no period “{name}”. Which one do you mean?",
    day: "“{name}” is no school day. Which day do you mean?",
    subject: "There is no subject “{name}”. Which one do you mean?"
  },
  which: "Which one do you mean?",
  whichTeacher: "Which teacher?",
  whichClass: "Which class?",
  whichRoom: "Which room?",
  whichLesson: "Which lesson? Say for example “7b Maths Monday 2”.",
  whichTwoLessons: "Which two lessons? Say for example “7b Maths Monday 2 with 8a Maths Tuesday 1”.",
  whichConflict: "Which conflict?",
  whichSuggestion: "Which suggestion?",
  oneByOne: "I apply one at a time, for each may change what the others do. Which one first?",
  whichTime: "At which day and period? Say for example “Thursday 4”.",
  whichDay: "On which day?",
  whereTo: "To which day and period? Say for example “to Tuesday 3”.",
  whatAbout: "What would you like to know?",
  seen: "I see {names}, but not what you want to know about that. Perhaps one of these?",
  noRanking:
    "I cannot count who has the most or least of that. I can tell who and which days are worst off, and list what is wrong.",
  whyWhat: "Why what? The last answer has no conflict in it that I could explain.",
  confirm: "Shall I do this: {sentence}?",
  undoWhose:
    "This conversation has changed nothing that still stands. The newest change of the timetable: {who}[ {what}], {when}. Take that back?",
  redoWhose: "This conversation has undone nothing. What was undone last: {who}[ {what}], {when}. Put that back?"
}
