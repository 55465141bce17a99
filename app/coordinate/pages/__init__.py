"""The pages of coordinators. Every field is a finished value: templates only lay out."""

from app.coordinate.pages.charts import Curve, Point, Share
from app.coordinate.pages.figures import FunderPage, OptionLine, QuestionLine, QuestionsPage, ReportRow, ReportTable
from app.coordinate.pages.groups import Asked, CodeRow, FaultyLine, GroupPage, IntakePage
from app.coordinate.pages.learners import (
    Cell,
    Event,
    GroupOfLearner,
    Heading,
    LearnerPage,
    LearnerRow,
    ModuleLine,
    RosterPage,
)
from app.coordinate.pages.messages import MessagePage, Preview
from app.coordinate.pages.overview import Attention, DeskPage, DesksPage, GroupLine
from app.coordinate.pages.stories import SceneLines, ShareLine, SharesTold, SheetPage, StoryPage

__all__ = [
    "Asked",
    "Attention",
    "Cell",
    "CodeRow",
    "Curve",
    "DeskPage",
    "DesksPage",
    "Event",
    "FaultyLine",
    "FunderPage",
    "GroupLine",
    "GroupOfLearner",
    "GroupPage",
    "Heading",
    "IntakePage",
    "LearnerPage",
    "LearnerRow",
    "MessagePage",
    "ModuleLine",
    "OptionLine",
    "Point",
    "Preview",
    "QuestionLine",
    "QuestionsPage",
    "ReportRow",
    "ReportTable",
    "RosterPage",
    "SceneLines",
    "Share",
    "ShareLine",
    "SharesTold",
    "SheetPage",
    "StoryPage",
]
