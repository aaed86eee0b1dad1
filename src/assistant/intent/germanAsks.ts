import type { Asks } from "./Language.ts"

/** How German planners are asked back. */
export const germanAsks: Asks = {
  unknown: {
    teacher:
      "Eine Lehrkraft „{name}“ gibt es nicht[, auch keine ähnlichen Namens; die Stunden zeigen, wen es gibt{?far}].[ Wer ist gemeint?{?near}]",
    class:
      "Eine Klasse „{name}“ gibt es nicht[, auch keine ähnlichen Namens; die Stunden zeigen, welche es gibt{?far}].[ Welche ist gemeint?{?near}]",
    room: "Einen Raum „{name}“ gibt es nicht[, auch keinen ähnlichen Namens; die Stunden zeigen, welche es gibt{?far}].[ Welcher ist gemeint?{?near}]",
    period: "Eine Stunde „{name}“ gibt es nicht. Welche ist gemeint?",
    day: "„{name}“ ist kein Schultag. Welcher Tag ist gemeint?",
    subject: "Ein Fach „{name}“ gibt es nicht. Welches ist gemeint?"
  },
  which: "Was davon ist gemeint?",
  whichTeacher: "Welche Lehrkraft?",
  whichClass: "Welche Klasse?",
  whichRoom: "Welcher Raum?",
  whichLesson: "Welche Stunde? Zum Beispiel „7b Mathe Montag 2“.",
  whichTwoLessons: "Welche zwei Stunden? Zum Beispiel „7b Mathe Montag 2 mit 8a Mathe Dienstag 1“.",
  whichConflict: "Welcher Konflikt?",
  whichSuggestion: "Welcher Vorschlag?",
  oneByOne: "Ich übernehme immer nur einen, denn jeder kann ändern, was die anderen tun. Welchen zuerst?",
  whichTime: "An welchem Tag, in welcher Stunde? Zum Beispiel „Donnerstag 4“.",
  whichDay: "An welchem Tag?",
  whereTo: "Auf welchen Tag und welche Stunde? Zum Beispiel „auf Dienstag 3“.",
  whatAbout: "Was möchten Sie wissen?",
  seen: "Ich erkenne {names}, aber nicht, was Sie darüber wissen möchten. Vielleicht eines davon?",
  noRanking:
    "Wer davon am meisten oder am wenigsten hat, kann ich nicht zählen. Ich kann sagen, wer und welche Tage am schlechtesten dran sind, und auflisten, was nicht stimmt.",
  whyWhat: "Warum was? In der letzten Antwort steht kein Konflikt, den ich erklären könnte.",
  confirm: "Soll ich das tun: {sentence}?",
  undoWhose:
    "In diesem Gespräch wurde nichts geändert, was noch gilt. Die neueste Änderung am Stundenplan: {who}[ {what}], {when}. Soll ich sie zurücknehmen?",
  redoWhose:
    "In diesem Gespräch wurde nichts zurückgenommen. Zuletzt zurückgenommen: {who}[ {what}], {when}. Soll ich das wiederherstellen?"
}
