"""Roles, letters and acts in words."""

from collections.abc import Mapping

from app.people.queries.people import ListedAct
from app.people.roles import Role
from app.web.locale import Interface


def role_in_words(ui: Interface, role: Role, organisations: Mapping[int, str]) -> str:
    match role.name:
        case "administrator":
            return ui.gettext("administrator")
        case "coordinator":
            title = organisations.get(int(role.scope), "–")
            # Translators: somebody's role; {organisation} is the name of an organisation
            return ui.gettext("coordinator of {organisation}", organisation=title)
        case "translator":
            # Translators: somebody's role; {language} is the name of a language
            return ui.gettext("translator: {language}", language=ui.language_name(role.scope))
        case _:
            # Translators: somebody's role; {language} is the name of a language
            return ui.gettext("reviewer: {language}", language=ui.language_name(role.scope))


def letter_in_words(ui: Interface, kind: str) -> str:
    return {
        "open": ui.gettext("Link to open the account"),
        "known": ui.gettext("Note that there is an account already"),
        "password": ui.gettext("Link to choose a password"),
        "old email": ui.gettext("Question to the earlier address"),
        "new email": ui.gettext("Question to the new address"),
        "changed": ui.gettext("Note that something was changed"),
        "expiring": ui.gettext("Note that the account will be deleted"),
        "invitation": ui.gettext("Invitation into a group"),
        "due": ui.gettext("Reminder of a due date"),
        "quiet": ui.gettext("Reminder after a pause"),
        "announcement": ui.gettext("Message of a coordinator"),
    }[kind]


def act_in_words(ui: Interface, act: ListedAct, organisations: Mapping[int, str]) -> str:
    """What was done, without by whom and to whom."""
    match act.action:
        case "grant":
            return ui.gettext("Role given: {role}", role=_role_of(ui, act.detail, organisations))
        case "take":
            return ui.gettext("Role taken back: {role}", role=_role_of(ui, act.detail, organisations))
        case "add organisation":
            return ui.gettext("Organisation added: {organisation}", organisation=act.detail)
        case _:
            return {
                "add": ui.gettext("Account made"),
                "disable": ui.gettext("Account disabled"),
                "enable": ui.gettext("Account enabled"),
                "delete": ui.gettext("Account deleted"),
                "link": ui.gettext("Link for a new password made"),
                "password": ui.gettext("Password set"),
                "second factor off": ui.gettext("Second step switched off"),
                "send": ui.gettext("Letter sent again"),
                "join": ui.gettext("Joined a group"),
                "leave": ui.gettext("Left a group"),
                "remove": ui.gettext("Removed from a group"),
                "cancel invitation": ui.gettext("Invitation taken back"),
                "add code": ui.gettext("Code for joining made"),
                "withdraw code": ui.gettext("Code for joining withdrawn"),
            }.get(act.action) or _with_detail(ui, act)


def _with_detail(ui: Interface, act: ListedAct) -> str:
    """What coordinators did to no single person."""
    return {
        "add group": ui.gettext("Group made: {title}", title=act.detail),
        "change group": ui.gettext("Group changed: {title}", title=act.detail),
        "delete group": ui.gettext("Group deleted: {title}", title=act.detail),
        "invite": ui.gettext("People invited: group {detail}", detail=act.detail),
        "announce": ui.gettext("Message sent to {count} people", count=act.detail),
        "download": ui.gettext("List of learners downloaded: {detail}", detail=act.detail),
    }[act.action]


def _role_of(ui: Interface, detail: str, organisations: Mapping[int, str]) -> str:
    name, _, scope = detail.partition(" ")
    return role_in_words(ui, Role(name, scope), organisations)
