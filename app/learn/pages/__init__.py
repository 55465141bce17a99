"""The pages that learners see. Every field is a finished value: templates only lay out."""

from app.learn.pages.check import CheckedOption, CheckedQuestion, SelfCheckPage, Suggestion
from app.learn.pages.lesson import LessonConfirm, LessonPage, LessonPlace, LessonStatus, QuestionPart
from app.learn.pages.outline import Bar, Home, LessonRow, ModuleBlock, ModuleCard, ModulePage, Outline, QuizRow
from app.learn.pages.printed import (
    AnswersOfLesson,
    PrintedAnswer,
    PrintedEdition,
    PrintedLesson,
    PrintedModule,
    PrintedPart,
    PrintedQuestion,
    Right,
)
from app.learn.pages.quiz import AttemptRow, QuizCheck, QuizQuestion, QuizResult, QuizStart, Reviewed, Step
from app.learn.pages.reading import CreditsPage, GlossaryPage, Hit, PrivacyPage, ProgressPage, SearchPage, TermRow

__all__ = [
    "AnswersOfLesson",
    "AttemptRow",
    "Bar",
    "CheckedOption",
    "CheckedQuestion",
    "CreditsPage",
    "GlossaryPage",
    "Hit",
    "Home",
    "LessonConfirm",
    "LessonPage",
    "LessonPlace",
    "LessonRow",
    "LessonStatus",
    "ModuleBlock",
    "ModuleCard",
    "ModulePage",
    "Outline",
    "PrintedAnswer",
    "PrintedEdition",
    "PrintedLesson",
    "PrintedModule",
    "PrintedPart",
    "PrintedQuestion",
    "PrivacyPage",
    "ProgressPage",
    "QuestionPart",
    "QuizCheck",
    "QuizQuestion",
    "QuizResult",
    "QuizRow",
    "QuizStart",
    "Reviewed",
    "Right",
    "SearchPage",
    "SelfCheckPage",
    "Step",
    "Suggestion",
    "TermRow",
]
